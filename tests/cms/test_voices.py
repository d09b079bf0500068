"""What people say: nothing without a yes, to exactly these words, that can be taken back at any time."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from cms.actions import links, voices
from cms.models import Testimonial
from cms.queries import voices as queries
from cms.rules.voices import Reason, State
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import personal_data
from lms.people.models import User
from tests.cms.face_scenes import ADDRESS, NAME, NOW, WORDS, a_voice, a_voice_with_a_yes, at_noon, the_voices_page
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def words_of(response: Any) -> str:
    return " ".join(response.content.decode().split()).replace("&#x27;", "'")


def link_of(voice: Testimonial, name: str = "voice") -> str:
    return reverse(f"program:{name}", args=[links.token_of(voice, voices.LINK)])


def standing(voice: Testimonial) -> State:
    return Testimonial.objects.get(pk=voice.pk).state


def test_words_without_a_yes_are_not_shown(content_admin: User) -> None:
    a_voice(content_admin)

    assert queries.shown() == []


def test_a_yes_by_mail_shows_them_with_moment_words_name_and_way(content_admin: User) -> None:
    voice = a_voice_with_a_yes(content_admin)

    assert queries.shown() == [voice]
    assert (voice.agreed_at, voice.agreed_words, voice.agreed_as, voice.agreed_how) == (NOW, WORDS, NAME, "mail")


@pytest.mark.parametrize("changed", [{"words": "I left."}, {"shown_as": "Ada Lovelace"}])
def test_other_words_or_another_name_need_a_new_yes(content_admin: User, changed: dict[str, str]) -> None:
    voice = a_voice_with_a_yes(content_admin)

    typed = {"words": WORDS, "shown_as": NAME, "email": ADDRESS, "language": "en"} | changed
    voices.change(voice_id=voice.pk, typed=typed, by=content_admin)

    assert (queries.shown(), standing(voice)) == ([], State.CHANGED)


def test_what_is_taken_back_is_gone_at_once(client: Client, content_admin: User) -> None:
    the_voices_page()
    voice = a_voice_with_a_yes(content_admin)
    before = words_of(client.get("/voices/"))

    client.post(link_of(voice, "voice_decline"))

    assert (WORDS in before, WORDS in words_of(client.get("/voices/"))) == (True, False)


def test_a_no_before_any_yes_is_a_no(client: Client, content_admin: User) -> None:
    voice = a_voice(content_admin)

    client.post(link_of(voice, "voice_decline"))

    assert standing(voice) is State.DECLINED


def test_looking_at_the_link_changes_nothing(client: Client, content_admin: User) -> None:
    voice = a_voice(content_admin)

    answer = client.get(link_of(voice))

    assert (answer.status_code, standing(voice)) == (200, State.NEW)
    assert answer.headers["Cache-Control"].split(",")[0] == "max-age=0"


def test_the_link_shows_the_exact_words_and_its_button_says_yes_to_them(client: Client, content_admin: User) -> None:
    voice = a_voice(content_admin)
    page = client.get(link_of(voice))

    client.post(link_of(voice, "voice_agree"), {"seen": page.context["seen"]})

    assert (WORDS in words_of(page), standing(voice)) == (True, State.SHOWN)


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_a_yes_to_words_that_changed_meanwhile_is_none(client: Client, content_admin: User, seen: str) -> None:
    voice = a_voice(content_admin)

    answer = client.post(link_of(voice, "voice_agree"), {"seen": seen}, follow=True)

    assert standing(voice) is State.NEW
    assert "The words were changed while you read them." in words_of(answer)


@pytest.mark.parametrize("name", ["voice", "voice_agree", "voice_decline"])
def test_a_link_that_nobody_was_sent_leads_to_nobodys_words(client: Client, content_admin: User, name: str) -> None:
    voice = a_voice(content_admin)
    others = links.token_of(voice, "another purpose")
    method = client.get if name == "voice" else client.post

    assert method(reverse(f"program:{name}", args=[others])).status_code == 404


def test_who_changes_their_mind_is_shown_again(content_admin: User) -> None:
    voice = a_voice_with_a_yes(content_admin)
    voices.withdraw(voice_id=voice.pk, by=None)

    voices.agree(voice_id=voice.pk, seen=voices.seal_of(voice))

    assert standing(voice) is State.SHOWN


def test_asking_sends_the_exact_words_with_the_link_and_staff_cannot_read_it(
    client: Client, content_admin: User, django_capture_on_commit_callbacks: Any
) -> None:
    voice = a_voice(content_admin)
    with django_capture_on_commit_callbacks(execute=True):
        voices.ask(voice_id=voice.pk, by=content_admin)

    [sent] = outbox.outbox
    [link] = re.findall(r"http://testserver(/voice/\S+)", str(sent.body))
    assert (sent.to, WORDS in sent.body) == ([ADDRESS], True)
    assert client.get(link).context["voice"] == voice
    assert (OutgoingMail.objects.get().secret, OutgoingMail.objects.get().text) == (True, "")


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda voice, by: voices.ask(voice_id=voice.pk, by=by), Reason.ASKED_LATELY),
        (lambda voice, by: voices.agree(voice_id=voice.pk, seen=voices.seal_of(voice)), Reason.STANDS_ALREADY),
        (lambda voice, by: Testimonial.objects.update(email=""), Reason.NO_ADDRESS),
    ],
)
def test_nobody_is_asked_in_vain(content_admin: User, prepare: Any, reason: Reason) -> None:
    voice = a_voice(content_admin)
    prepare(voice, content_admin)

    with pytest.raises(Refused) as refused:
        voices.ask(voice_id=voice.pk, by=content_admin)
    assert refused.value.reasons == (reason,)


def test_after_a_no_nobody_is_asked_about_the_same_words_again(content_admin: User) -> None:
    voice = a_voice(content_admin)
    voices.ask(voice_id=voice.pk, by=content_admin, clock=at_noon)
    voices.withdraw(voice_id=voice.pk, by=None)

    with pytest.raises(Refused) as refused:
        voices.ask(voice_id=voice.pk, by=content_admin, clock=lambda: NOW + timedelta(days=60))
    assert refused.value.reasons == (Reason.SAID_NO,)


def test_who_has_not_answered_for_a_week_can_be_asked_once_more(content_admin: User) -> None:
    voice = a_voice(content_admin)
    voices.ask(voice_id=voice.pk, by=content_admin, clock=at_noon)
    voices.ask(voice_id=voice.pk, by=content_admin, clock=lambda: NOW + timedelta(days=7))

    assert OutgoingMail.objects.filter(name="voice_asked").count() == 2


def test_a_yes_in_writing_holds_with_its_day_and_where_it_is_kept(content_admin: User) -> None:
    voice = a_voice(content_admin, email="")
    voices.record_writing(
        voice_id=voice.pk, written_on=date(2026, 11, 3), kept_where="Binder 2", by=content_admin, clock=at_noon
    )

    row = Testimonial.objects.get()
    assert (row.state, row.agreed_how, row.kept_where) == (State.SHOWN, "writing", "Binder 2")


@pytest.mark.parametrize(
    ("written_on", "said_no", "reason"),
    [(date(2026, 11, 4), False, Reason.TO_COME), (date(2026, 11, 2), True, Reason.BEFORE_THE_NO)],
)
def test_a_writing_is_neither_from_the_future_nor_from_before_a_no(
    content_admin: User, written_on: date, said_no: bool, reason: Reason
) -> None:
    voice = a_voice(content_admin)
    if said_no:
        voices.withdraw(voice_id=voice.pk, by=None, clock=at_noon)

    with pytest.raises(Refused) as refused:
        voices.record_writing(
            voice_id=voice.pk, written_on=written_on, kept_where="Binder", by=content_admin, clock=at_noon
        )
    assert refused.value.reasons == (reason,)


def test_who_agreed_in_writing_gets_the_link_that_takes_it_back(content_admin: User) -> None:
    voice = a_voice(content_admin)
    voices.record_writing(voice_id=voice.pk, written_on=date(2026, 11, 1), kept_where="Binder", by=content_admin)

    mail = OutgoingMail.objects.get()
    assert (mail.name, mail.address, mail.secret) == ("voice_kept", ADDRESS, True)


@pytest.mark.database
def test_a_yes_in_writing_without_its_place_is_refused_by_the_database(content_admin: User) -> None:
    a_voice(content_admin)

    with pytest.raises(IntegrityError, match="testimonial_writing_is_kept"):
        Testimonial.objects.update(agreed_at=NOW, agreed_how="writing", written_on=NOW.date())


def test_each_yes_and_no_is_a_line_that_tells_no_words(content_admin: User) -> None:
    voice = a_voice_with_a_yes(content_admin)
    voices.withdraw(voice_id=voice.pk, by=content_admin)

    lines = ModelLogEntry.objects.filter(action__startswith="cms.").order_by("pk")
    assert [line.action for line in lines] == ["cms.write_voice", "cms.agree_voice", "cms.withdraw_voice"]
    assert WORDS not in str([(line.label, line.data) for line in lines])


@pytest.mark.parametrize("count", [1, 3])
def test_the_words_are_one_query(
    content_admin: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        a_voice_with_a_yes(content_admin, words=f"Words {number}")

    with django_assert_num_queries(1):
        assert len(queries.shown()) == count


def test_words_carry_their_language(client: Client, content_admin: User) -> None:
    the_voices_page()
    voice = a_voice_with_a_yes(content_admin)
    Testimonial.objects.filter(pk=voice.pk).update(language="fr")

    assert '<blockquote lang="fr">' in words_of(client.get("/voices/"))


def test_without_words_the_page_says_what_will_stand_there(client: Client) -> None:
    the_voices_page()

    assert "Words of people who were there will stand here" in words_of(client.get("/voices/"))


def test_ones_words_are_exported_and_erased_by_a_confirmed_address(content_admin: User) -> None:
    person = UserFactory.create(email=ADDRESS)
    a_voice_with_a_yes(content_admin)

    told = personal_data.export_all(person)["site"]["testimonials"]
    for part in personal_data.parts():
        if part.name == "site":
            part.erase(person)

    assert ([row["words"] for row in told], Testimonial.objects.count()) == ([WORDS], 0)
    assert not ModelLogEntry.objects.filter(label=NAME).exists()


def test_an_address_that_was_not_confirmed_gives_no_words_of_others(content_admin: User) -> None:
    person = UserFactory.create(email=ADDRESS, confirmed=False)
    a_voice_with_a_yes(content_admin)

    assert personal_data.export_all(person)["site"]["testimonials"] == []


VERBS = ("ask", "change", "record_writing", "withdraw", "remove")


@pytest.mark.parametrize("role", ["trainee", "core_member"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_keeps_no_testimonials_can_do_nothing_to_them(
    client: Client, content_admin: User, request: pytest.FixtureRequest, role: str, verb: str
) -> None:
    voice = a_voice(content_admin)
    client.force_login(request.getfixturevalue(role), backend="django.contrib.auth.backends.ModelBackend")

    client.post(reverse(f"voices:{verb}", args=[voice.pk]))

    assert (Testimonial.objects.count(), standing(voice)) == (1, State.NEW)


@pytest.mark.parametrize("verb", ["record_writing", "remove"])
def test_speaking_for_somebody_asks_for_a_recent_sign_in(program_admin: User, sign_in: SignIn, verb: str) -> None:
    voice = a_voice(program_admin)

    answer = sign_in(program_admin, hours_ago=2).post(reverse(f"voices:{verb}", args=[voice.pk]))

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def test_a_yes_in_writing_is_recorded_from_the_staff_page(sign_in: SignIn, program_admin: User) -> None:
    voice = a_voice(program_admin)
    client = sign_in(program_admin)

    late = client.post(
        reverse("voices:record_writing", args=[voice.pk]), {"written_on": "2999-01-01", "kept_where": "Binder 2"}
    )
    client.post(
        reverse("voices:record_writing", args=[voice.pk]), {"written_on": "2026-01-01", "kept_where": "Binder 2"}
    )

    assert ("This day is still to come" in words_of(late), "Binder 2" in words_of(late)) == (True, True)
    assert standing(voice) is State.SHOWN


@pytest.mark.parametrize(("standing", "seen"), [("shown", ["Shown"]), ("waiting", ["Waits"]), ("taken_back", ["Gone"])])
def test_the_staff_list_says_which_words_wait_for_a_yes(
    sign_in: SignIn, content_admin: User, standing: str, seen: list[str]
) -> None:
    a_voice_with_a_yes(content_admin, name="Shown")
    a_voice(content_admin, name="Waits")
    voices.withdraw(voice_id=a_voice(content_admin, name="Gone").pk, by=None)

    answer = sign_in(content_admin).get(reverse("voices:index"), {"standing": standing})

    assert [row.shown_as for row in answer.context["object_list"]] == seen
    assert ADDRESS not in words_of(answer)
