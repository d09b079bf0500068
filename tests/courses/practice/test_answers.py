"""What people answer who are asked, in the product and from a mail, and who is told of it."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.practice.actions import pairings, plans, room
from courses.practice.models import Pairing, Stage
from courses.practice.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import User
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice import people

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def a_question(
    person: User | None = None, *, part: Pairing.Part = Pairing.Part.OBSERVER, days: float = 20
) -> tuple[Pairing, User]:
    person = person or scenes.a_core_member()
    dialogue = people.a_plan(starts_at=scenes.NOW + timedelta(days=days))
    clock = scenes.at(scenes.NOW)
    by = scenes.a_core_member()
    return pairings.ask(dialogue_id=dialogue.pk, person=person, part=part, by=by, clock=clock), person


def state_of(row: Pairing) -> str:
    return Pairing.objects.get(pk=row.pk).state


# --- yes and no -----------------------------------------------------------------------------------


def test_nobody_says_yes_to_two_dialogues_at_once() -> None:
    first, person = a_question()
    second, _person = a_question(person, days=20 + 0.5 / 24)
    pairings.accept(pairing_id=first.pk, by=person)

    with pytest.raises(Refused) as refusal:
        pairings.accept(pairing_id=second.pk, by=person)

    assert (refusal.value.reasons, state_of(second)) == ((Reason.BUSY_THEN,), Pairing.State.ASKED)


def test_one_dialogue_after_another_is_fine() -> None:
    first, person = a_question()
    second, _person = a_question(person, days=20 + 1 / 24)
    pairings.accept(pairing_id=first.pk, by=person)

    assert pairings.accept(pairing_id=second.pk, by=person).state == Pairing.State.ACCEPTED


def test_whoever_asked_reads_who_said_no_and_who_could_be_next() -> None:
    row, person = a_question()
    others = [row.asked_by, scenes.a_core_member()]

    pairings.decline(pairing_id=row.pk, by=person)

    told = OutgoingMail.objects.get(name="pairing_declined", person=row.asked_by)
    assert person.display_name in words_of(told).subject
    assert any(f"{other} would be next." in words_of(told).text for other in others)
    assert not Pairing.objects.filter(person__in=others).exists()


def test_a_no_by_mistake_is_taken_back_while_nobody_else_is_asked() -> None:
    row, person = a_question()
    pairings.decline(pairing_id=row.pk, by=person)

    assert pairings.accept(pairing_id=row.pk, by=person).state == Pairing.State.ACCEPTED


def test_a_no_stands_once_somebody_else_is_asked() -> None:
    row, person = a_question()
    pairings.decline(pairing_id=row.pk, by=person)
    by = scenes.a_core_member()
    pairings.ask(dialogue_id=row.dialogue_id, person=scenes.a_core_member(), part=Pairing.Part.OBSERVER, by=by)

    with pytest.raises(Refused) as refusal:
        pairings.accept(pairing_id=row.pk, by=person)

    assert refusal.value.reasons == (Reason.SOMEBODY_ELSE_ASKED,)


def test_a_question_that_is_taken_back_is_told_recorded_and_answered_no_more() -> None:
    row, person = a_question()

    pairings.withdraw(pairing_id=row.pk, by=scenes.a_core_member())

    with pytest.raises(Refused) as refusal:
        pairings.accept(pairing_id=row.pk, by=person)
    assert refusal.value.reasons == (Reason.NOT_ASKED,)
    assert OutgoingMail.objects.filter(name="pairing_withdrawn", person=person).count() == 1
    assert ModelLogEntry.objects.filter(action="practice.withdraw").count() == 1


def test_taking_back_twice_tells_once() -> None:
    row, person = a_question()

    for _ in range(2):
        pairings.withdraw(pairing_id=row.pk, by=scenes.a_core_member())

    assert OutgoingMail.objects.filter(name="pairing_withdrawn", person=person).count() == 1


def test_no_lead_takes_their_observer_off() -> None:
    row, _person = a_question()

    with pytest.raises(Refused) as refusal:
        pairings.withdraw(pairing_id=row.pk, by=people.lead_of(row.dialogue))

    assert refusal.value.reasons == (Reason.OWN_DIALOGUE,)


# --- from a mail ----------------------------------------------------------------------------------


def mailed_link(person: User) -> str:
    text = words_of(OutgoingMail.objects.filter(person=person, name__endswith="_asked").latest("pk")).text
    found = re.search(r"https?://[^/\s]+(/practice/answer/\S+)", text)
    assert found
    return found[1]


@pytest.mark.parametrize(("answer", "state"), [("yes", Pairing.State.ACCEPTED), ("no", Pairing.State.DECLINED)])
def test_one_tap_from_the_mail_answers_without_signing_in(client: Client, answer: str, state: str) -> None:
    row, person = a_question()
    link = mailed_link(person)

    page = client.post(f"{link}{answer}/", follow=True)

    assert (page.status_code, state_of(row)) == (200, state)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_the_link_answers_nothing(client: Client, method: str) -> None:
    row, person = a_question()
    link = mailed_link(person)

    answer = getattr(client, method)(link)
    others = [getattr(client, method)(f"{link}{word}/").status_code for word in ("yes", "no")]

    assert (answer.status_code, others, state_of(row)) == (200, [405, 405], Pairing.State.ASKED)
    assert "max-age=0" in answer.headers["Cache-Control"]


def test_a_link_that_is_not_ours_is_not_there(client: Client) -> None:
    row, _person = a_question()
    forged = signing.dumps(row.pk, salt="another")

    answers = [client.post(reverse(f"practice:{name}", args=[forged])) for name in ("mailed_yes", "mailed_no")]

    assert ([answer.status_code for answer in answers], state_of(row)) == ([404, 404], Pairing.State.ASKED)


def test_a_link_that_is_too_old_is_not_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row, person = a_question()
    link = mailed_link(person)
    monkeypatch.setattr(pairings, "ANSWER_LINK_LIVES", timedelta(seconds=-1))

    assert (client.get(link).status_code, client.post(f"{link}yes/").status_code) == (404, 404)
    assert state_of(row) == Pairing.State.ASKED


def test_a_link_of_somebody_who_may_not_sign_in_any_more_is_not_there(client: Client) -> None:
    _row, person = a_question()
    User.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(mailed_link(person)).status_code == 404


def test_an_overlap_is_told_beside_the_buttons(client: Client) -> None:
    first, person = a_question()
    pairings.accept(pairing_id=first.pk, by=person)
    second, _person = a_question(person)

    answer = client.post(f"{mailed_link(person)}yes/")

    assert (answer.status_code, state_of(second)) == (409, Pairing.State.ASKED)
    assert "You already have something at that time" in answer.content.decode()


def test_a_question_taken_back_says_so_to_whoever_follows_the_mail(client: Client) -> None:
    row, person = a_question()
    link = mailed_link(person)
    pairings.withdraw(pairing_id=row.pk, by=scenes.a_core_member())

    page = client.get(link).content.decode()

    assert ("You aren&#x27;t asked any more" in page or "You aren't asked any more" in page, "/yes/" in page) == (
        True,
        False,
    )


def test_the_link_answers_for_its_own_person_whoever_is_signed_in(sign_in: SignIn) -> None:
    row, person = a_question()

    sign_in(scenes.a_core_member()).post(f"{mailed_link(person)}yes/")

    assert state_of(row) == Pairing.State.ACCEPTED


def test_somebody_elses_question_is_not_there(sign_in: SignIn) -> None:
    row, _person = a_question()
    others = sign_in(scenes.a_core_member())

    pages = [
        others.get(reverse("practice:pairing", args=[row.pk])),
        others.post(reverse("practice:accept", args=[row.pk])),
        others.post(reverse("practice:decline", args=[row.pk])),
    ]

    assert ([page.status_code for page in pages], state_of(row)) == ([404] * 3, Pairing.State.ASKED)


def test_what_one_is_asked_stands_on_the_list_until_it_is_answered(sign_in: SignIn) -> None:
    row, person = a_question()
    client, address = sign_in(person), reverse("practice:pairing", args=[row.pk])
    before = client.get(reverse("practice:list")).content.decode()

    pairings.accept(pairing_id=row.pk, by=person)

    assert (address in before, address in client.get(reverse("practice:list")).content.decode()) == (True, False)


# --- the room -------------------------------------------------------------------------------------


def test_the_room_opens_once_somebody_experienced_has_said_yes() -> None:
    enrolment = scenes.an_enrolment(release=scenes.a_release(requirements=people.CO_LEADING))
    dialogue, beside = people.a_plan(enrolment), people.an_experienced_lead()
    by, clock = scenes.a_core_member(), scenes.at(scenes.NOW)
    scenes.ask_to_observe(dialogue, scenes.a_core_member())
    asked = pairings.ask(dialogue_id=dialogue.pk, person=beside, part=Pairing.Part.CO_LEAD, by=by, clock=clock)
    plans.clear(dialogue_id=dialogue.pk, by=by, clock=clock)
    begin = {"dialogue_id": dialogue.pk, "stage": Stage.CHECK_IN, "by": people.lead_of(dialogue)}
    start = scenes.at(dialogue.starts_at)

    with pytest.raises(Refused) as refusal:
        room.begin_stage(**begin, clock=start)  # type: ignore[arg-type]
    pairings.accept(pairing_id=asked.pk, by=beside)

    assert refusal.value.reasons == (Reason.NO_CO_LEAD_YET,)
    assert room.begin_stage(**begin, clock=start).stage == Stage.CHECK_IN  # type: ignore[arg-type]
