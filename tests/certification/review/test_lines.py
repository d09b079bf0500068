"""The words of an exercise, as text that is cleaned by hand and laid out again."""

import pytest

from certification.review import queries, rules
from certification.review.models import ReviewExercise
from certification.review.rules import Line
from tests import scenes
from tests.certification.review.test_exercises import an_exercise
from tests.conftest import SignIn


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Frame · 3, Mostly", [Line("Frame", "3, Mostly")]),
        ("✓ Lead a dialogue · 1 of 1", [Line("Lead a dialogue", "1 of 1", "✓")]),
        ("– Lead two · 1 of 2", [Line("Lead two", "1 of 2", "–")]),
        ("One: thing.\n\nAnother.", [Line("", "One: thing.\n\nAnother.")]),
        ("Frame · 3\nA long pause.\nDebrief · 2", [Line("Frame", "3\nA long pause."), Line("Debrief", "2")]),
        ("", []),
    ],
)
def test_text_is_labels_with_words_or_words_alone(text: str, told: list[Line]) -> None:
    assert rules.lines(text) == told


def test_what_is_written_as_a_line_is_read_as_one() -> None:
    assert rules.lines(rules.line("Lead two", "1 of 2", sign=rules.NOT_MET)) == [Line("Lead two", "1 of 2", "–")]


@pytest.mark.django_db
def test_the_draft_says_in_words_how_requirements_stand_and_what_was_scored() -> None:
    case = scenes.an_application()
    round_ = queries.whole().get(pk=case.pk).rounds.select_related("case__enrolment__syllabus").get()

    draft = queries.draft_of(round_)

    assert draft["Requirements"].splitlines()[0].startswith("✓ ")
    assert "2.5 of 2.5" in draft["Requirements"]
    assert rules.lines(draft["Observation 1"])[0].label == "What worked"


@pytest.mark.django_db
def test_the_page_of_an_exercise_is_laid_out_as_the_evidence_of_an_application(sign_in: SignIn) -> None:
    made = an_exercise()
    text = {"Requirements": "✓ Lead a dialogue · 1 of 1", "Observation 1": "Frame · 3, Mostly\nA long pause."}
    told = [{"title": title, "text": words} for title, words in text.items()]
    ReviewExercise.objects.filter(pk=made.pk).update(document={"sections": told})

    page = sign_in(scenes.a_core_member()).get(f"/admin/review_exercises/inspect/{made.pk}/").content.decode()

    assert '<span class="desk-sign" aria-hidden="true">✓</span> Lead a dialogue' in page
    assert "<dt>Frame</dt><dd>3, Mostly<br>A long pause.</dd>" in page
