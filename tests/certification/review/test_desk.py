"""The desk's one screen: who may open it, and what stands on it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from certification.review import actions, queries
from certification.review.models import Case, Review
from courses.practice.models import Dialogue, Pairing
from lms.people import actions as people
from lms.people.models import Relation
from tests import scenes
from tests.certification.review.at_the_desk import HOME, address, candidate_of, read, send, typed
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_time_of_the_scenes() -> Iterator[None]:
    with time_machine.travel(scenes.NOW + timedelta(days=31), tick=False):
        yield


# --- who may open it ------------------------------------------------------------------------------


def test_the_candidate_finds_no_such_page_even_as_a_member_of_the_core_group(sign_in: SignIn) -> None:
    member = scenes.a_core_member()
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(member))
    client = sign_in(member)

    answers = [client.get(address(case)), send(client, case, "decide", **typed(case))]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("step_aside", [actions.recuse, actions.declare_tie])
def test_who_steps_aside_or_declares_a_tie_reads_why_and_nothing_of_the_evidence(
    sign_in: SignIn, step_aside: Any
) -> None:
    case, member = scenes.an_application(), scenes.a_core_member()
    step_aside(case_id=case.pk, by=member)
    client = sign_in(member)

    pages = [client.get(address(case)), send(client, case, "decide", **typed(case))]

    assert [page.status_code for page in pages] == [200, 200]
    assert not any("I want rooms where people can be honest." in page.content.decode() for page in pages)
    assert not Review.objects.exists()


def test_a_program_admin_reads_the_evidence_and_no_vote_until_the_review_is_over(sign_in: SignIn) -> None:
    case = scenes.decide(scenes.an_application(), scenes.a_core_member(), reason="Unmistakable.")
    client = sign_in(scenes.an_admin())

    during = read(client, case)
    scenes.decide(case, scenes.a_core_member())

    assert ("I want rooms" in during, "Unmistakable." in during) == (True, False)
    assert "Unmistakable." in read(client, case)


def test_a_program_admin_sends_no_decision(sign_in: SignIn) -> None:
    case = scenes.an_application()

    assert send(sign_in(scenes.an_admin()), case, "decide", **typed(case))["Location"] == HOME
    assert not Review.objects.exists()


def test_a_guest_opens_their_own_case_and_finds_no_other(sign_in: SignIn) -> None:
    case = scenes.an_application()
    guest, other = UserFactory.create(), scenes.an_application()
    named = actions.name_guest(
        case_id=case.pk,
        person=guest,
        reason="Knows the program.",
        until=timezone.now() + timedelta(days=9),
        by=scenes.a_core_member(),
    )
    actions.second_guest(guest_id=named.pk, by=scenes.a_core_member())
    client = sign_in(guest)

    assert [client.get(address(row)).status_code for row in (case, other)] == [200, 404]


def test_a_mentor_reads_the_evidence_and_is_told_why_others_decide(sign_in: SignIn) -> None:
    case, mentor = scenes.an_application(), scenes.a_core_member()
    RelationFactory.create(person=mentor, other=candidate_of(case), kind=Relation.Kind.MENTOR)

    page = read(sign_in(mentor), case)

    assert ("You and the candidate are mentor and mentee." in page, "Keep my decision" in page) == (True, False)


def test_what_is_left_of_somebody_who_was_erased_can_be_opened(sign_in: SignIn) -> None:
    case = scenes.an_approved_case()
    people.erase(person=candidate_of(case), by=None)

    page = read(sign_in(scenes.a_core_member()), case)

    assert ("Somebody erased" in page, "We slowed down." in page) == (True, False)


# --- what stands on it ----------------------------------------------------------------------------


def test_the_screen_says_who_it_is_how_the_name_is_said_and_when_to_decide(sign_in: SignIn) -> None:
    case = scenes.an_application()
    Case.objects.update(pronunciation="AH-nah", pronouns="she/her", name_language="vi")

    page = read(sign_in(scenes.a_core_member()), case)

    for told in ('lang="vi"', "said “AH-nah”", "she/her", "with its reviewers", "To be decided by"):
        assert told in page


def test_all_that_was_written_about_a_dialogue_is_on_the_screen(sign_in: SignIn) -> None:
    page = read(sign_in(scenes.a_core_member()), scenes.an_application())

    for told in ("You let silence work.", "Name the time left.", "I heard it twice.", "We slowed down.", "3 · Level 3"):
        assert told in page


def test_the_newest_dialogues_stand_in_full_and_those_before_are_one_tap_away_on_the_same_screen(
    sign_in: SignIn,
) -> None:
    case, client = scenes.an_application(), sign_in(scenes.a_core_member())
    for day in range(queries.NEWEST):
        later = Dialogue.objects.earliest("pk")
        later.pk, later.starts_at = None, scenes.NOW + timedelta(days=22 + day)
        later.save()

    newest, everything = read(client, case), client.get(f"{address(case)}?all").content.decode()

    assert ("1 earlier dialogue: show it here, too" in newest, "We slowed down." in newest) == (True, False)
    assert ("1 earlier dialogue: show it here, too" in everything, "We slowed down." in everything) == (False, True)
    assert newest.count("<polyline") == everything.count("<polyline") == len(scenes.COMPETENCIES)


def test_the_rubric_is_drawn_with_a_letter_for_each_observer() -> None:
    case = scenes.an_application()

    panels = queries.desk(case, scenes.a_core_member(), at=scenes.NOW).proof.rubric.plot.panels

    assert ([panel.name for panel in panels], {row.letters for panel in panels for row in panel.rows}) == (
        list(scenes.COMPETENCIES),
        {"A"},
    )


def test_what_an_observer_still_writes_about_is_neither_shown_nor_drawn(sign_in: SignIn) -> None:
    enrolment, late = scenes.a_trainee_ready_to_apply(), scenes.a_core_member()
    Pairing.objects.create(
        dialogue=Dialogue.objects.get(), person=late, state="accepted", asked_at=scenes.NOW, answered_at=scenes.NOW
    )
    case = scenes.an_application(enrolment)

    desk = queries.desk(case, late, at=scenes.NOW)

    assert (desk.still_observes, desk.proof.held[0].seen, desk.proof.observers) == (True, (), ())
    assert "We slowed down." not in read(sign_in(late), case)


def test_each_requirement_tells_the_entries_that_count_for_it() -> None:
    desk = queries.desk(scenes.an_application(), scenes.a_core_member(), at=scenes.NOW)

    lines = [[line.words for line in asked.lines] for asked in desk.proof.asked]
    assert lines[1] == ["Was in a live training session, 60 minutes"]
    assert lines[4] == ["Shared a reflection"]


def test_what_has_changed_since_it_was_sent_is_said_in_words() -> None:
    case = scenes.an_application()
    scenes.assert_subject(candidate_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    desk = queries.desk(Case.objects.get(), scenes.a_core_member(), at=scenes.NOW)

    assert desk.reading.gist.changed == (
        "Complete all required lessons: 2 before, now 1, and not met",
        "The lesson “Listening” is open again",
    )


def test_the_next_round_says_what_has_changed_since_the_one_before() -> None:
    case = scenes.a_not_yet_case()
    dialogue = scenes.hold(scenes.a_dialogue(case.enrolment, starts_at=scenes.NOW + timedelta(days=22)))
    scenes.observe(dialogue)
    case.enrolment.refresh_from_db()
    case = scenes.an_application(case.enrolment, clock=scenes.at(scenes.NOW + timedelta(days=33)))

    told = queries.desk(case, scenes.a_core_member(), at=scenes.NOW).reading.gist.since_before

    assert "Led a practice dialogue · Silence and speech" in told
    assert "An observer handed in what they saw · Silence and speech" in told


def test_a_correction_after_the_approval_is_said_first(sign_in: SignIn) -> None:
    case = scenes.an_approved_case()
    Case.objects.update(corrected_at=scenes.NOW)

    assert "something was put right in the history" in read(sign_in(scenes.a_core_member()), case)


def test_earlier_next_steps_stand_with_what_the_candidate_did(sign_in: SignIn) -> None:
    case = scenes.an_application(scenes.a_not_yet_case().enrolment)

    page = read(sign_in(scenes.a_core_member()), case)

    for told in ("Lead one more.", "I led one more, and paused.", "What they were asked to do before", "Still open"):
        assert told in page
