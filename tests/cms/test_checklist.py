"""What the checklist finds in a lesson, and what it lets pass."""

import pytest

from cms.checklist import words
from cms.checklist.rules import (
    BLOCKING,
    Finding,
    Lesson,
    Link,
    Part,
    Question,
    Target,
    What,
    check,
    lix,
)
from courses.progress.requirements import STAGES

TEN_WORDS = "We sit in a circle so that all can see. "


def text(words: int, *, number: int = 1, **fields: object) -> Part:
    """A part with so many words, in tens."""
    return Part(number, f"t-{number}", "text", TEN_WORDS * (words // 10), **fields)  # type: ignore[arg-type]


def script(stage: str, minutes: int) -> Part:
    return Part(1, "s", "script", TEN_WORDS * 100, stage=stage, minutes=minutes)


def found(*parts: Part, minutes: int | None = 10, questions: tuple[Question, ...] = ()) -> list[What]:
    return [finding.what for finding in check(Lesson(minutes, parts, questions)).findings]


def test_a_whole_lesson_has_nothing_to_look_at() -> None:
    assert found(text(1000)) == []


@pytest.mark.parametrize("lacks", [What.ALT, What.CAPTIONS, What.TRANSCRIPT, What.FILE_GONE, What.CONSENT])
def test_what_a_part_lacks_keeps_the_lesson_from_being_published(lacks: What) -> None:
    checklist = check(Lesson(10, (text(1000), Part(2, "i", "image", lacks=(lacks,)))))

    assert [(finding.what, finding.part and finding.part.number) for finding in checklist.blocking] == [(lacks, 2)]


def test_what_blocks_stands_first() -> None:
    parts = (text(1000, links=(Link("here", Target.GONE),)), Part(2, "i", "image", lacks=(What.ALT,)))

    assert found(*parts) == [What.ALT, What.LINK_GONE]


@pytest.mark.parametrize(("minutes", "expected"), [(None, [What.MINUTES_MISSING]), (0, [What.MINUTES_MISSING])])
def test_a_lesson_has_to_say_its_minutes(minutes: int | None, expected: list[What]) -> None:
    assert found(text(1000), minutes=minutes) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(4, [What.MINUTES_FEW]), (5, []), (20, []), (21, [What.MINUTES_MANY])],
)
def test_minutes_have_to_fit_a_thousand_words(minutes: int, expected: list[What]) -> None:
    assert found(text(1000), minutes=minutes) == expected


def test_questions_take_their_time() -> None:
    questions = tuple(Question(number, f"q-{number}", 1) for number in range(1, 5))

    assert found(text(1000), minutes=30, questions=questions) == []


def test_what_is_watched_takes_what_it_takes() -> None:
    assert found(text(200), Part(2, "v", "video"), minutes=60) == []


def test_a_question_without_a_right_answer_is_told_by_its_number() -> None:
    checklist = check(Lesson(10, (text(1000),), (Question(1, "q-1", 1), Question(2, "q-2", 0))))

    assert [words.where(finding) for finding in checklist.blocking] == ["Question 2 of the check"]


def test_a_question_that_nobody_marks_has_no_right_answer_to_miss() -> None:
    assert found(text(1000), questions=(Question(1, "q-1", None),)) == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [(Target.THERE, []), (Target.HIDDEN, [What.LINK_HIDDEN]), (Target.GONE, [What.LINK_GONE])],
)
def test_links_lead_somewhere(target: Target, expected: list[What]) -> None:
    assert found(text(1000, links=(Link("the frame", target),))) == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [((3, 4, 4, 3), []), ((4,), [What.HEADING]), ((3, 4, 3, 4), []), ((), [])],
)
def test_headings_leave_no_rank_out(headings: tuple[int, ...], expected: list[What]) -> None:
    assert found(text(1000, headings=headings)) == expected


def test_a_part_with_a_title_is_a_heading_of_its_own() -> None:
    scenario = Part(1, "s", "scenario", TEN_WORDS * 100)

    assert found(scenario, text(0, number=2, headings=(4,))) == []


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [((10, 5, 10, 20, 15), []), ((10, 5, 10, 20, 10), [What.SCRIPT_NOT_AN_HOUR]), ((70,), [What.SCRIPT_LONG])],
)
def test_the_script_of_all_stages_takes_an_hour(minutes: tuple[int, ...], expected: list[What]) -> None:
    stages = list(STAGES)[: len(minutes)]
    parts = [script(stage, length) for stage, length in zip(stages, minutes, strict=True)]

    assert [what for what in found(*parts, minutes=30) if what.name.startswith("SCRIPT")] == expected


def test_lix_is_words_in_a_sentence_plus_percent_of_long_words() -> None:
    sentence = "Dialogue asks people something simple. " + "It is short. "

    # 8 words in 2 sentences, 2 of them with more than six letters.
    assert lix(sentence * 20) == 4 + 25


def test_lix_says_nothing_of_a_few_words() -> None:
    assert lix(TEN_WORDS * 9) is None


def test_a_hard_text_is_told_with_its_level() -> None:
    hard = "Institutional accountability presupposes documentation, notwithstanding organizational reluctance"
    checklist = check(Lesson(10, (Part(1, "t", "text", "\n".join([hard] * 100)),)))

    assert [finding.what for finding in checklist.findings] == [What.LIX]
    assert words.level(checklist.lix or 0) == "very hard, like a law"


@pytest.mark.parametrize("what", list(What))
def test_every_finding_has_words(what: What) -> None:
    finding = Finding(what, Part(3, "p", "image"), words="here", is_so=1, would_be=2)

    assert len(words.told(finding)) > 20
    assert words.where(finding) == "Part 3, image"


@pytest.mark.parametrize(
    ("whats", "told"),
    [((), "complete"), ((What.LIX,), "1 to look at"), ((What.ALT, What.LIX), "1 to mend")],
)
def test_completeness_is_a_word_or_two(whats: tuple[What, ...], told: str) -> None:
    lesson = check(Lesson(10, (text(1000),)))
    checklist = type(lesson)(tuple(Finding(what) for what in whats), 0, 0, None, 0)

    assert words.completeness(checklist) == told


def test_only_what_shuts_somebody_out_blocks() -> None:
    assert {what.value for what in BLOCKING} == {
        "alt", "captions", "transcript", "file_gone", "consent", "no_right_answer",
    }  # fmt: skip
