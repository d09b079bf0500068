"""How a knowledge check is drawn, answered and marked; when a lesson is done; what reading earns."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.lessons.rules import reading
from courses.lessons.rules.checks import Check, Tries, decide_another_try, decide_answers
from courses.lessons.rules.drawing import Chance
from courses.lessons.rules.lessons import decide_completion, sections
from courses.lessons.rules.questions import Answer, question_from
from courses.lessons.rules.reasons import Reason
from tests.courses.lessons.scenes import a_check, every_kind, matching, multiple, ordering, single, text

FIRST_TRY = Tries(used=0, allowed=None)
CHANCE = Chance(seed=7, version="v1", number=1)
KINDS = {row["kind"]: row for row in every_kind()}


def check_of(*questions: dict[str, Any], **limits: int) -> Check:
    return Check.read(a_check(*questions, **limits))


def right(question: dict[str, Any], answer: Answer) -> bool | None:
    row = question_from(question)
    return row.mark(row.kept(answer, CHANCE)).right


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_is_whole_and_right(kind: str) -> None:
    question = question_from(KINDS[kind])
    answer = question.right_answer(CHANCE)

    assert question.fault(answer, CHANCE) is None
    assert question.mark(question.kept(answer, CHANCE)).right is (None if kind == "text" else True)


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_is_asked_for(kind: str) -> None:
    assert question_from(KINDS[kind]).fault((), CHANCE) is Reason.UNANSWERED


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
@pytest.mark.parametrize("answer", [["strange"], {"strange": "1"}], ids=["list", "mapping"])
def test_an_answer_that_was_not_offered_is_not_known(kind: str, answer: Answer) -> None:
    assert question_from(KINDS[kind]).fault(answer, CHANCE) is Reason.UNKNOWN_ANSWER


def test_several_are_right_when_all_right_ones_and_no_others_are_chosen() -> None:
    tokens = {option.text[-1]: option.token for option in question_from(multiple()).shown(CHANCE).options}

    marks = {chosen: right(multiple(), [tokens[key] for key in chosen]) for chosen in ("ab", "ba", "a", "abc", "c")}

    assert marks == {"ab": True, "ba": True, "a": False, "abc": False, "c": False}


def test_one_of_several_is_not_answered_by_two() -> None:
    tokens = [option.token for option in question_from(single()).shown(CHANCE).options]

    assert question_from(single()).fault(tokens[:2], CHANCE) is Reason.UNKNOWN_ANSWER


@pytest.mark.parametrize(
    ("place", "reason"), [("2", Reason.SAME_PLACE), ("", Reason.PLACES_MISSING), ("9", Reason.UNKNOWN_ANSWER)]
)
def test_an_order_gives_each_thing_a_place_of_its_own(place: str, reason: Reason) -> None:
    question = question_from(ordering())
    answer = dict(question.right_answer(CHANCE))  # type: ignore[arg-type]
    first = next(iter(answer))
    answer[first] = place

    assert question.fault({key: value for key, value in answer.items() if value}, CHANCE) is reason


def test_one_thing_out_of_order_is_not_the_order() -> None:
    question = question_from(ordering())
    answer = dict(question.right_answer(CHANCE))  # type: ignore[arg-type]
    one, two, *_rest = answer
    answer[one], answer[two] = answer[two], answer[one]

    assert right(ordering(), answer) is False


def test_one_wrong_partner_is_not_a_match() -> None:
    question = question_from(matching())
    answer = dict(question.right_answer(CHANCE))  # type: ignore[arg-type]
    one, two, *_rest = answer
    answer[one] = answer[two]

    assert (question.fault(answer, CHANCE), right(matching(), answer)) == (None, False)


def test_only_what_was_chosen_is_spoken_about() -> None:
    question = question_from(single())
    token = next(option.token for option in question.shown(CHANCE).options if option.text.endswith("b"))

    marked = question.mark(question.kept([token], CHANCE))

    assert [(note.choice, note.feedback) for note in marked.notes] == [("first: b", "first: why b")]


def test_own_words_are_never_marked_and_stand_beside_a_model() -> None:
    question = question_from(text())

    marked = question.mark(question.kept(["  A window. "], CHANCE))

    assert (marked.right, marked.given, marked.model) == (None, ("A window.",), "The model answer.")


def test_a_check_of_own_words_alone_is_passed_by_answering() -> None:
    marking = check_of(text(), pass_mark=100).mark({"words": ["Anything."]})

    assert (marking.score, marking.passed) == (100, True)


def test_own_words_count_neither_for_nor_against() -> None:
    assert check_of(single(), text()).mark({"first": ["a"], "words": ["Hm."]}).score == 100


@pytest.mark.parametrize(("pass_mark", "passed"), [(50, True), (51, False)])
def test_the_mark_itself_is_enough_to_pass(pass_mark: int, passed: bool) -> None:
    half = check_of(single("one"), single("two"), pass_mark=pass_mark).mark({"one": ["a"], "two": ["c"]})

    assert (half.score, half.passed) == (50, passed)


@given(st.integers(1, 30), st.integers(0, 30), st.integers(1, 100))
def test_rounding_passes_nobody(asked: int, right_ones: int, pass_mark: int) -> None:
    questions = [single(str(number)) for number in range(asked)]
    kept: dict[str, Any] = {str(number): ["a" if number < right_ones else "b"] for number in range(asked)}

    marking = check_of(*questions, pass_mark=pass_mark).mark(kept)

    assert marking.passed == (100 * min(right_ones, asked) >= pass_mark * asked)


def test_a_check_without_questions_is_passed_by_nobody() -> None:
    assert not Check(0, ()).mark({}).passed


def test_a_question_without_a_right_answer_is_not_answered_rightly() -> None:
    assert question_from(single(right="")).mark(["a"]).right is False


def test_versions_from_before_there_were_kinds_are_read() -> None:
    old = {name: value for name, value in single().items() if name != "kind"}

    assert [question_from(old | {"multiple": flag}).kind for flag in (False, True)] == ["single", "multiple"]


def test_the_same_seed_version_and_try_ask_the_same() -> None:
    check = check_of(*every_kind(), draw=3)

    assert check.asked(CHANCE).shown == check.asked(Chance(7, "v1", 1)).shown


def test_what_is_drawn_is_pinned_for_every_release_of_this_program() -> None:
    check = check_of(*(single(str(number)) for number in range(8)), draw=3)

    assert [[row.id for row in check.asked(Chance(7, "v1", number)).questions] for number in (1, 2)] == [
        ["0", "1", "6"],
        ["0", "2", "6"],
    ]


def test_other_seeds_versions_and_tries_ask_otherwise() -> None:
    check = check_of(*(single(str(number)) for number in range(30)), draw=5)
    chances = [Chance(7, "v1", 1), Chance(8, "v1", 1), Chance(7, "v2", 1), Chance(7, "v1", 2)]

    assert len({tuple(row.id for row in check.asked(chance).questions) for chance in chances}) == 4


@given(st.integers(min_value=0, max_value=2**64 - 1), st.integers(1, 6), st.integers(0, 6))
def test_each_try_draws_as_many_as_were_asked_for_and_all_open_questions(seed: int, number: int, draw: int) -> None:
    check = check_of(*every_kind(), draw=draw)

    kinds = [row.kind for row in check.asked(Chance(seed, "v", number)).questions]

    assert (len(kinds) - 1, kinds.count("text")) == (min(draw, 5) or 5, 1)


def test_nothing_that_is_shown_tells_what_is_right() -> None:
    orders = {tuple(question_from(ordering()).shown(Chance(seed, "v", 1)).options) for seed in range(40)}
    shown = question_from(matching()).shown(CHANCE)

    assert len({tuple(option.text for option in order) for order in orders}) > 10
    assert not {option.token for option in shown.options} & {option.token for option in shown.partners}
    lefts, rights = ([option.text[-1] for option in side] for side in (shown.options, shown.partners))
    assert lefts != rights


def test_places_of_the_right_answer_are_spread_evenly() -> None:
    places = [
        [option.text[-1] for option in question_from(single()).shown(Chance(seed, "v", 1)).options].index("a")
        for seed in range(600)
    ]

    assert all(150 < places.count(place) < 250 for place in range(3))


@pytest.mark.parametrize(
    ("tries", "number", "reason"),
    [
        (Tries(used=1, allowed=None), 1, Reason.OTHER_TRY),
        (Tries(used=3, allowed=3), 4, Reason.NO_TRIES_LEFT),
        (Tries(used=3, allowed=3), 3, Reason.NO_TRIES_LEFT),
    ],
)
def test_a_try_is_the_next_one_and_one_that_is_left(tries: Tries, number: int, reason: Reason) -> None:
    check, chance = check_of(single()), Chance(7, "v1", number)

    assert decide_answers(check, check.asked(chance).right_answers, chance, tries).because == (reason,)


def test_each_question_that_needs_another_look_is_named() -> None:
    decision = decide_answers(check_of(single("one"), single("two"), text()), {}, CHANCE, FIRST_TRY)

    assert decision.because == (Reason.UNANSWERED,)
    assert decision.faults == dict.fromkeys(("one", "two", "words"), Reason.UNANSWERED)


def test_an_answer_to_a_question_that_was_not_asked_is_told() -> None:
    check = check_of(single("one"))
    answers = {**check.asked(CHANCE).right_answers, "another": ["x"]}

    assert decide_answers(check, answers, CHANCE, FIRST_TRY).because == (Reason.UNKNOWN_ANSWER,)


def test_one_more_try_is_given_when_none_is_left_and_to_somebody_else() -> None:
    def because(own: bool, used: int, words: str = "A hard week.") -> tuple[Reason, ...]:
        return decide_another_try(own=own, has_check=True, tries=Tries(used, 2), because=words).because

    assert [because(False, 2), because(False, 1), because(True, 2), because(False, 2, " ")] == [
        (), (Reason.TRIES_LEFT,), (Reason.OWN_TRAINING,), (Reason.NO_REASON_GIVEN,),
    ]  # fmt: skip


def test_a_lesson_is_done_when_its_check_is_passed_and_its_minutes_are_read() -> None:
    def because(has_check: bool, passed: bool, missing: int) -> tuple[Reason, ...]:
        return decide_completion(known=True, has_check=has_check, passed=passed, missing=missing).because

    assert [because(False, False, 0), because(True, False, 0), because(True, True, 2), because(True, True, 0)] == [
        (), (Reason.HAS_CHECK,), (Reason.TOO_SOON,), (),
    ]  # fmt: skip


NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("gap", "counted"), [(30, 30), (90, 90), (90.001, 0), (0, 0), (-5, 0), (3600, 0)])
def test_a_gap_counts_whole_or_not_at_all(gap: float, counted: int) -> None:
    assert reading.earned(NOON, NOON + timedelta(seconds=gap), reading.ALLOWED_BEAT) == counted * 1000


@pytest.mark.parametrize(
    ("milliseconds", "missing"), [(0, 5), (1, 5), (60_000, 4), (299_999, 1), (300_000, 0), (900_000, 0)]
)
def test_missing_minutes_are_rounded_up(milliseconds: int, missing: int) -> None:
    assert reading.minutes_missing(5, milliseconds) == missing


def test_a_lesson_falls_into_parts_of_a_minute_or_two() -> None:
    long, short = {"kind": "text", "html": "<p>word</p> " * 230}, {"kind": "text", "html": "word"}

    assert [len(part) for part in sections({"blocks": [long, short, short, long, short]})] == [1, 3, 1]
