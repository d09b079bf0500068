"""Whoever is erased is named in no mail to others: what has left is blanked, what waits goes on without the name."""

import pytest
from django.utils import timezone

from lms.mail import actions
from lms.mail.forgetting import forget_names
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
State = OutgoingMail.State


def a_mail(**fields: object) -> OutgoingMail:
    """To somebody else."""
    context = {"title": "Names", "who": "Ọlá O'Brien", "days": [1, "for Ọlá O'Brien"]}
    mail = actions.queue("care_wished", to=UserFactory.create(), cause="test", context=context)
    assert mail is not None
    OutgoingMail.objects.filter(pk=mail.pk).update(**fields)
    return mail


def now(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.get(pk=mail.pk)


def test_a_mail_that_waits_goes_on_without_the_name() -> None:
    mail = a_mail()

    assert forget_names(["Ọlá O'Brien"]) == 1
    facts = now(mail).facts
    assert facts is not None
    assert facts["context"] == {"title": "Names", "who": "Former member", "days": [1, "for Former member"]}
    assert now(mail).state == State.QUEUED


def test_words_that_wait_for_another_try_go_on_without_the_name() -> None:
    mail = a_mail(facts=None, subject="Ọlá O'Brien", text="Ọlá O'Brien wrote.", html="<p>Ọlá O&#x27;Brien wrote.</p>")

    forget_names(["Ọlá O'Brien"])

    assert (now(mail).subject, now(mail).text) == ("Former member", "Former member wrote.")
    assert now(mail).html == "<p>Former member wrote.</p>"


def test_a_mail_that_has_left_is_blanked() -> None:
    mail = a_mail(facts=None, subject="Hello", text="Ọlá O'Brien wrote.", state=State.SENT, sent_at=timezone.now())

    forget_names(["Ọlá O'Brien"])

    assert (now(mail).subject, now(mail).text, now(mail).state) == ("", "", State.SENT)


@pytest.mark.parametrize("names", [["Ọlá"], []])
def test_other_names_and_parts_of_words_change_nothing(names: list[str]) -> None:
    mail = a_mail(facts=None, subject="Hello", text="Ọlábísí wrote.", state=State.SENT, sent_at=timezone.now())

    assert forget_names(names) == 0
    assert now(mail).text == "Ọlábísí wrote."


def test_erasing_an_account_takes_name_and_address_out_of_others_mails() -> None:
    person = UserFactory.create(display_name="Ọlá O'Brien", email="ola@example.org")
    mail = a_mail(facts=None, text="Ọlá O'Brien, ola@example.org", state=State.SENT, sent_at=timezone.now())

    people.erase(person=person, by=None)

    assert now(mail).text == ""
