"""The demo program is whole: every text has its length, every check teaches, every name that is used exists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import pytest

from cms.compiler.rich_text import ALLOWED_TAGS, limited_html
from cms.demo.content.founders import FOUNDERS
from cms.demo.content.journeys import JOURNEYS
from cms.demo.content.pathway import PATHWAY
from cms.demo.content.people import INSTITUTIONS, PEOPLE, TRAINEES
from cms.demo.content.public import HOME, PLAIN_PAGES
from cms.demo.content.questions import Decision, Order, OwnWords, Pairs, Question
from cms.demo.content.slots import SESSIONS
from cms.demo.content.topics import TOPICS
from cms.demo.content.types import Block, Callout, Journey, Lesson, Prompt, Questions, Scenario, Script, Text, Way
from courses.progress.requirements import STAGES, requirement_from

WORDS_PER_LESSON = range(350, 701)
WORDS_PER_SENTENCE = 20
# What the fields of the pages hold.
LONGEST = {"title": 120, "term": 120, "question": 300, "display_name": 200}
COMPETENCIES = {row.key for row in PATHWAY.rubric.competencies}
ALL_QUESTIONS = [row for lesson in PATHWAY.lessons if lesson.check for row in lesson.check.questions]
QUESTIONS = [row for row in ALL_QUESTIONS if isinstance(row, Question | Decision)]
PRACTICES = [practice for journey in JOURNEYS for practice in journey.practices]
ALL_BLOCKS = [block for lesson in PATHWAY.lessons for block in lesson.blocks]


class Tags(HTMLParser):
    """Which tags stand in a text, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add((tag, *(name for name, _ in attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags_of(html: str) -> set[tuple[str, ...]]:
    parser = Tags()
    parser.feed(html)
    assert parser.open == []
    return parser.seen


def written(value: Any) -> Iterator[tuple[str, str]]:
    """Every text below a piece of content, with the name of its field."""
    for item in fields(value):
        below = getattr(value, item.name)
        for each in below if isinstance(below, tuple) else (below,):
            if is_dataclass(each):
                yield from written(each)
            elif isinstance(each, str):
                yield item.name, each


def everything() -> Iterator[tuple[str, str]]:
    for value in (PATHWAY, HOME, *PLAIN_PAGES, *INSTITUTIONS, *PEOPLE, *SESSIONS, *TOPICS, *JOURNEYS):
        yield from written(value)


def words_of(blocks: Iterable[Block]) -> list[str]:
    return " ".join(re.sub(r"<[^>]+>", " ", text) for block in blocks for _, text in written(block)).split()


def twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def name(value: Any) -> str:
    return str(getattr(value, "key", getattr(value, "id", value)))


def test_the_pathway_has_four_modules_with_two_to_four_lessons() -> None:
    assert [len(module.lessons) in (2, 3, 4) for module in PATHWAY.modules] == [True] * 4


def test_every_module_has_a_required_lesson_with_a_check() -> None:
    checked = [any(lesson.check and lesson.required for lesson in module.lessons) for module in PATHWAY.modules]

    assert checked == [True] * 4


@pytest.mark.parametrize("lesson", PATHWAY.lessons, ids=name)
def test_a_lesson_has_a_fair_length(lesson: Lesson) -> None:
    assert (len(words_of(lesson.blocks)) in WORDS_PER_LESSON, 8 <= lesson.minutes <= 20) == (True, True)


@pytest.mark.parametrize("lesson", PATHWAY.lessons, ids=name)
def test_a_lesson_says_in_short_sentences_what_it_is_about(lesson: Lesson) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", text) for block in lesson.blocks for _, text in written(block))
    sentences = re.split(r"[.!?…:]+[”)]*\s", text)

    assert len(text.split()) / len(sentences) < WORDS_PER_SENTENCE
    assert 20 <= len(lesson.summary) <= 200


@pytest.mark.parametrize("lesson", PATHWAY.lessons, ids=name)
def test_a_lesson_asks_its_reader_for_a_thought_of_their_own(lesson: Lesson) -> None:
    assert any(isinstance(block, Prompt) for block in lesson.blocks)


def test_every_kind_of_block_is_used() -> None:
    assert {block.kind for block in ALL_BLOCKS} == {
        "text", "callout", "key_term", "questions", "scenario", "prompt", "script",
        "quote", "image", "video", "file", "embed",
    }  # fmt: skip


def test_the_five_stages_each_have_a_script() -> None:
    blocks = [block for lesson in PATHWAY.modules[1].lessons for block in lesson.blocks]
    scripts = [block for block in blocks if isinstance(block, Script)]

    assert [block.stage for block in scripts] == list(STAGES)
    assert sum(block.minutes for block in scripts) == 60


def test_the_plan_of_an_hour_takes_an_hour() -> None:
    plan = next(lesson for lesson in PATHWAY.lessons if lesson.key == "an-hour-on-paper")

    assert sum(block.minutes for block in plan.blocks if isinstance(block, Script)) == 60


@pytest.mark.parametrize("question", QUESTIONS, ids=name)
def test_a_question_can_be_answered_and_every_answer_teaches(question: Question | Decision) -> None:
    right = [choice for choice in question.choices if choice.right]
    several = isinstance(question, Question) and question.multiple

    assert len(right) >= 1 if several else len(right) == 1
    assert 3 <= len(question.choices) <= 5
    assert len(right) < len(question.choices)
    assert all(30 <= len(choice.feedback) <= 240 for choice in question.choices)
    assert all(len(choice.text) <= 200 for choice in question.choices)


def test_a_check_has_few_questions_and_leaves_room_for_a_slip() -> None:
    checks = [lesson.check for lesson in PATHWAY.lessons if lesson.check]

    assert all(2 <= len(check.questions) <= 6 and 70 <= check.pass_mark <= 80 for check in checks)
    assert all(check.draw < len(check.questions) for check in checks)


def test_every_kind_of_question_is_used() -> None:
    assert {type(row) for row in ALL_QUESTIONS} == {Question, Decision, Order, Pairs, OwnWords}


@pytest.mark.parametrize(
    "keys",
    [
        [PATHWAY.slug, *(m.key for m in PATHWAY.modules), *(lesson.key for lesson in PATHWAY.lessons)],
        [block.id for block in ALL_BLOCKS if isinstance(block, Prompt)],
        [row.id for row in ALL_QUESTIONS] + [choice.id for row in QUESTIONS for choice in row.choices],
        [row.key for row in PATHWAY.requirements] + [row.key for row in PATHWAY.rubric.competencies],
        [person.key for person in PEOPLE],
        [person.display_name for person in PEOPLE],
        [session.key for session in SESSIONS],
        [topic.key for topic in TOPICS],
        [journey.person for journey in JOURNEYS],
    ],
)
def test_no_key_is_used_twice(keys: list[str]) -> None:
    assert twice(keys) == []


def test_keys_fit_into_addresses() -> None:
    keys = [PATHWAY.slug, *(m.key for m in PATHWAY.modules), *(lesson.key for lesson in PATHWAY.lessons)]

    assert [key for key in keys if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_html_holds_allowed_tags_without_attributes_only() -> None:
    seen = {tag for _, text in everything() if "<" in text for tag in tags_of(text)}

    assert seen <= {(tag,) for tag in ALLOWED_TAGS}


def test_the_compiler_takes_nothing_away() -> None:
    texts = [block.html for block in ALL_BLOCKS if isinstance(block, Text | Callout | Scenario | Script)]

    assert [limited_html(text) for text in texts] == texts


def test_texts_fit_their_fields_and_none_is_empty() -> None:
    optional = {"pronouns", "pronunciation", "asked", "name_language", "room", "join_link"}
    optional |= {"access", "interpretation", "session", "way"}
    rows = list(everything())

    assert [row for row in rows if not row[1] and row[0] not in optional] == []
    assert [row for row in rows if len(row[1]) > LONGEST.get(row[0], 4000)] == []
    assert [
        item for block in ALL_BLOCKS if isinstance(block, Questions) for item in block.items if len(item) > 400
    ] == []


def test_texts_stand_in_one_line() -> None:
    assert [row for row in everything() if re.search(r"\s\s|\n", row[1])] == []


def test_the_text_is_spelled_as_in_the_united_states() -> None:
    british = re.compile(
        r"\b\w*(?:olour|aviour|avour|ealis|ganis|gnis(?:e|ing)|centre|practis|programme|towards)\w*\b", re.IGNORECASE
    )
    texts = [text for field, text in everything() if field != "name"]

    assert [found[0] for text in texts if (found := british.search(text))] == []


def test_the_rubric_tells_four_levels_of_eight_competencies() -> None:
    rubric = PATHWAY.rubric.document()

    assert [level["value"] for level in rubric["levels"]] == [1, 2, 3, 4]
    assert [list(row["anchors"]) for row in rubric["competencies"]] == [["1", "2", "3", "4"]] * 8
    assert {row["key"] for row in rubric["competencies"] if row["critical"]} == {"opens-with-care", "responds-to-harm"}
    assert all(40 <= len(text) <= 160 for row in rubric["competencies"] for text in row["anchors"].values())


def test_requirements_are_of_known_kinds_and_somebody_attests_some() -> None:
    asked = [requirement_from({"kind": row.kind, "key": row.key, **row.numbers}) for row in PATHWAY.requirements]

    assert any(row.is_attested for row in asked)


def test_the_home_page_tells_all_stages_in_order() -> None:
    assert [row.stage for row in HOME.stages] == list(STAGES)


def test_people_belong_somewhere_and_live_in_a_time_zone() -> None:
    places = {row.key for row in INSTITUTIONS}

    assert [person for person in PEOPLE if person.institution not in places] == []
    assert [person for person in PEOPLE if person.time_zone not in available_timezones()] == []
    assert [person for person in PEOPLE if not re.fullmatch(r"[a-z.-]+@example\.org", person.email)] == []


def test_there_are_people_of_every_role_at_every_stage_of_the_way() -> None:
    roles = Counter(person.role for person in PEOPLE)

    assert (roles["program_admin"], roles["content_admin"], roles["core_group"]) == (1, 1, 6)
    assert {person.way for person in TRAINEES} == set(Way)
    on_the_way = [person for person in PEOPLE if person not in FOUNDERS]
    assert [person for person in on_the_way if (person.way is None) == (person.role == "trainee")] == []


def test_four_names_show_whether_every_script_is_printed_rightly() -> None:
    names = {person.display_name for person in PEOPLE}

    assert {"Nguyễn Thị Ánh", "Ọláyínká Adébáyọ̀", "محمد علي", "李小龍"} <= names


def test_one_session_of_those_to_come_is_full_and_two_wait() -> None:
    counts = Counter(journey.session for journey in JOURNEYS)
    coming = [session for session in SESSIONS if session.weeks >= 0 and session.kind == "training"]
    waiting = [journey.person for journey in JOURNEYS if journey.session == "coming-open-with-care"][8:]

    assert [max(0, counts[session.key] - session.capacity) for session in coming] == [2, 0, 0, 0]
    assert waiting == [person.key for person in TRAINEES if person.way is Way.WAITING]


def test_sessions_lie_at_the_hours_of_the_real_season() -> None:
    coming = [session for session in SESSIONS if session.weeks >= 0 and session.kind == "training"]

    assert [(session.weekday, session.at.hour) for session in coming] == [(0, 11), (1, 15), (4, 13), (3, 13)]
    assert all(session.minutes == 60 and session.capacity == 8 for session in coming)
    assert {session.weeks >= 0 or session.weeks <= -2 for session in SESSIONS} == {True}


def test_names_that_are_used_exist() -> None:
    roles = {person.key: person.role for person in PEOPLE}
    core = {name for session in SESSIONS for name in (session.host, *session.facilitators)}
    core |= {practice.observed.observer for practice in PRACTICES}
    votes = {vote.reviewer for journey in JOURNEYS if journey.application for vote in journey.application.votes}

    assert {roles[key] for key in core | votes} == {"core_group"}
    assert {roles[journey.person] for journey in JOURNEYS} == {"trainee"}
    assert {journey.session for journey in JOURNEYS} <= {session.key for session in SESSIONS} | {""}
    assert {practice.topic for practice in PRACTICES} <= {topic.key for topic in TOPICS}


def test_observations_score_all_competencies_and_see_nothing_at_the_lowest_level() -> None:
    assert all(set(practice.observed.scores) == COMPETENCIES for practice in PRACTICES)
    assert all(level in (None, 2, 3, 4) for practice in PRACTICES for level in practice.observed.scores.values())


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.person)
def test_a_journey_goes_forward_in_time(journey: Journey) -> None:
    began = journey.began_days_ago
    days = [practice.days_ago for practice in journey.practices]
    applied = [journey.application.days_ago] if journey.application else []
    latest = {session.key: -(7 * session.weeks + 2) for session in SESSIONS}.get(journey.session, 0)

    # A dialogue is proposed two weeks before it is led; its reflection is shared two days after.
    assert began > max([*(day + 14 for day in days), latest if journey.minutes_there is not None else 0])
    assert days + applied == sorted([*days, *applied], reverse=True)
    assert all(day > 2 for day in days)


def test_who_is_far_along_has_what_the_requirements_ask_for() -> None:
    ways = {person.key: person.way for person in TRAINEES}
    done = {Way.READY_TO_APPLY, Way.UNDER_REVIEW, Way.CERTIFIED}
    for journey in (row for row in JOURNEYS if ways[row.person] in done):
        levels = [level for row in journey.practices for level in row.observed.scores.values() if level is not None]
        assert len({practice.observed.observer for practice in journey.practices}) == 2
        assert any(practice.reflected for practice in journey.practices)
        assert sum(levels) / len(levels) >= 2.5
    votes = {ways[row.person]: len(row.application.votes) for row in JOURNEYS if row.application}
    assert votes == {Way.UNDER_REVIEW: 1, Way.CERTIFIED: PATHWAY.approvals}
