"""What a case's evidence is: one digest for one state, on every database and Python, with its words or without."""

import json
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from certification.review import queries
from certification.review.models import Case, Round
from courses.progress import chain
from lms.people import actions as people
from tests import scenes
from tests.factories import UserFactory
from tests.processes import PROJECT

SALT = "0123456789abcdef0123456789abcdef"
# Every kind of value that evidence has: numbers of both kinds, truth, nothing, and letters of all scripts.
FIXED: dict[str, Any] = {
    "road": "usual",
    "candidate": {
        "name": queries.hashed(SALT, "Ọláyínká Adébáyọ̀"),
        "language": "yo",
        "pronunciation": "",
        "pronouns": queries.hashed(SALT, "they"),
        "words": queries.hashed(SALT, "I want rooms where people can be honest.\n— 李小龍"),
        "reference": "",
    },
    "syllabus": {"number": 3, "digest": "ab" * 32},
    "ledger": {"seq": 41, "hash": "cd" * 32},
    "requirements": [
        {
            "key": "rubric",
            "kind": "reach_rubric",
            "met": True,
            "waived": False,
            "have": 2.75,
            "need": 2.5,
            "events": [7],
        },
        {
            "key": "lessons",
            "kind": "complete_lessons",
            "met": True,
            "waived": False,
            "have": 2,
            "need": 2,
            "events": [],
        },
    ],
    "facts": {
        "lesson:é": {"seq": 4, "value": {"done": True, "score": 0.1}},
        "observation:3/5": {"seq": 7, "value": {"scores": {"care": 3, "frame": None}, "text": "ﬁ\u2028\U0001f642"}},
    },
    "observations": [
        {"id": 5, "dialogue": 3, "scores": {"care": 3, "frame": None}, "at": "2026-10-21T17:00:00.000000+00:00"}
    ],
    "attendance": [{"session": 9, "minutes": 60, "rank": 2, "mark": 11}],
    "reflections": [],
}
GOLDEN = "3d32061f9e99a74fca30b88bfffa6bb1c0a1f263fc5f4ccec45ab11b5ce4c8c1"


def leaves(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value, and of every list or mapping that is empty."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(document, dict):
        inner = list(document.items())
    elif isinstance(document, list):
        inner = list(enumerate(document))
    if not inner:
        yield path
    for key, value in inner:
        yield from leaves(value, (*path, key))


def changed(document: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """The same with another value at one place."""
    other = deepcopy(document)
    at: Any = other
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = {"was": at[path[-1]]}
    return other


def test_a_fixed_document_has_the_digest_that_is_written_here() -> None:
    assert chain.digest(FIXED) == GOLDEN


@pytest.mark.parametrize("python", ["3.11.7", "3.12.1", "3.13.0"])
def test_other_pythons_come_to_the_same_digest(python: str) -> None:
    program = Path.home() / f".pyenv/versions/{python}/bin/python"
    if not program.exists():
        pytest.skip(f"no Python {python} here")
    script = (
        "import importlib.util as u, json, sys;"
        "s = u.spec_from_file_location('chain', sys.argv[1]); m = u.module_from_spec(s); s.loader.exec_module(m);"
        "print(m.digest(json.load(sys.stdin)))"
    )

    told = subprocess.run(
        [program, "-c", script, PROJECT / "courses/progress/chain.py"],
        input=json.dumps(FIXED),
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == GOLDEN


def test_a_change_at_any_place_changes_the_digest() -> None:
    digests = {chain.digest(changed(FIXED, path)) for path in leaves(FIXED)}

    assert len(digests - {GOLDEN}) == len(list(leaves(FIXED)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        (0, False),
        (None, ""),
        (None, []),
        ("1", 1),
        ("é", "e\u0301"),
        ([1, 2], [2, 1]),
        ("a", "a "),
    ],
)
def test_what_is_not_the_same_has_another_digest(one: Any, other: Any) -> None:
    assert chain.digest({"value": one}) != chain.digest({"value": other})


def test_the_order_of_names_in_a_document_is_no_matter() -> None:
    assert chain.digest(dict(reversed(FIXED.items()))) == GOLDEN


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_has_no_digest(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        chain.digest({"have": value})


# --- in the database ------------------------------------------------------------------------------


def stored(document: dict[str, Any]) -> dict[str, Any]:
    """What the database gives back of it."""
    round_ = Round.objects.earliest("pk")
    Round.objects.filter(pk=round_.pk).update(evidence=document)
    return dict(Round.objects.get(pk=round_.pk).evidence)


@pytest.mark.django_db
@pytest.mark.database
def test_a_document_has_the_same_digest_after_it_was_stored() -> None:
    scenes.an_application()

    assert chain.digest(stored(FIXED)) == GOLDEN


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize("value", [0.1, 2.0, 1 / 3, 2 / 3, 3.3333333333333335, 100.0, 1e-7, 123456789.25, 0, -1, 2**53])
def test_every_number_that_evidence_may_hold_comes_back_as_it_was(value: float) -> None:
    scenes.an_application()

    assert chain.digest(stored({"have": value})) == chain.digest({"have": value})


@pytest.mark.django_db
@pytest.mark.database
def test_the_digest_of_every_round_is_that_of_what_is_stored_with_it() -> None:
    case = scenes.a_not_yet_case()
    scenes.an_application(case.enrolment)

    for round_ in Round.objects.all():
        assert chain.digest(round_.evidence) == round_.evidence_digest


@pytest.mark.django_db
@pytest.mark.database
def test_a_change_at_any_place_of_a_real_case_changes_its_digest() -> None:
    scenes.an_application()
    round_ = Round.objects.get()

    digests = [chain.digest(changed(round_.evidence, path)) for path in leaves(round_.evidence)]

    assert len(digests) == len(set(digests) - {round_.evidence_digest}) > 100


@pytest.mark.django_db
@pytest.mark.database
def test_the_same_things_frozen_again_with_the_same_salt_are_the_same_document() -> None:
    scenes.an_application()
    round_, case = Round.objects.get(), queries.whole().get()

    again = queries.evidence_of(case, words=round_.words, salt=round_.salt, at=round_.opened_at)

    assert again == round_.evidence


@pytest.mark.django_db
@pytest.mark.database
def test_words_can_be_held_against_the_digest_with_the_salt_and_by_nobody_without_it() -> None:
    enrolment = scenes.a_trainee_ready_to_apply(UserFactory.create(display_name="Ọláyínká Adébáyọ̀"))
    scenes.an_application(enrolment)
    round_ = Round.objects.get()
    frozen = round_.evidence["candidate"]

    assert frozen["words"] == queries.hashed(round_.salt, round_.words)
    assert frozen["name"] == queries.hashed(round_.salt, "Ọláyínká Adébáyọ̀")
    assert frozen["name"] != queries.hashed("", "Ọláyínká Adébáyọ̀")
    assert round_.salt not in json.dumps(round_.evidence)


@pytest.mark.django_db
@pytest.mark.database
def test_two_cases_with_the_same_words_share_no_hash() -> None:
    for _ in range(2):
        scenes.an_application()
    one, other = Round.objects.all()

    assert one.words == other.words
    assert one.evidence["candidate"]["words"] != other.evidence["candidate"]["words"]


@pytest.mark.django_db
@pytest.mark.database
def test_after_all_words_are_erased_the_digest_can_be_checked_and_the_words_cannot_be_tried_out() -> None:
    case = scenes.an_application()
    before = Round.objects.get()
    person = case.enrolment.person
    assert person is not None

    people.erase(person=person, by=None)

    after = Round.objects.get()
    assert (after.words, after.salt) == ("", "")
    assert chain.digest(after.evidence) == after.evidence_digest == before.evidence_digest
    assert (case.printed_name in json.dumps(after.evidence), Case.objects.get().printed_name) == (False, "")
