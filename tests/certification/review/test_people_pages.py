"""The pages on who decides: who may open which, what is told there, and that a mistake loses nothing that was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from certification.review import actions, queries
from certification.review.models import Absence, Case, Consent, DigestWish, Guest, Recusal, Review, Seat
from certification.review.queries import PeopleOfCase
from courses.progress.models import Enrolment
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def at(name: str, *numbers: int) -> str:
    return reverse(f"cases:{name}", args=numbers)


def seated(case: Case) -> set[int]:
    return set(Seat.objects.held().filter(round=queries.round_of(case)).values_list("reviewer", flat=True))


def candidate_of(case: Case) -> User:
    person = Enrolment.objects.get(pk=case.enrolment_id).person
    assert person is not None
    return person


def a_mentor(case: Case) -> User:
    mentor = scenes.a_core_member()
    RelationFactory.create(person=mentor, other=candidate_of(case), kind=Relation.Kind.MENTOR)
    return mentor


def asked_about(mentor: User, case: Case) -> Consent:
    one = scenes.a_core_member()
    return actions.ask_consent(case_id=case.pk, reviewer=mentor, reason="Long ago.", by=one)


def named(case: Case) -> Guest:
    person, until = UserFactory.create(roles=[Role.TRAINEE]), timezone.now() + timedelta(days=20)
    return actions.name_guest(
        case_id=case.pk, person=person, reason="Knows it.", until=until, by=scenes.a_core_member()
    )


def test_one_steps_aside_by_one_button_without_a_word(
    as_core_member: object, core_member: User, sign_in: SignIn
) -> None:
    case = scenes.an_application()
    client = sign_in(core_member, hours_ago=5)

    assert client.get(at("step_aside", case.pk)).status_code == 200
    answer = client.post(at("step_aside", case.pk))

    assert answer["Location"] == reverse("cases:index")
    assert Recusal.objects.get().person == core_member
    assert client.get(at("step_aside", case.pk)).status_code == 404


@pytest.mark.parametrize("name", ["step_aside", "personal_tie"])
def test_whoever_never_decides_finds_no_page_to_step_aside(sign_in: SignIn, name: str) -> None:
    case = scenes.an_application()

    answers = [sign_in(scenes.an_admin()).get(at(name, case.pk)), sign_in(scenes.an_admin()).post(at(name, case.pk))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_personal_tie_is_told_without_detail(sign_in: SignIn) -> None:
    case, close, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()

    sign_in(close).post(at("personal_tie", case.pk))

    people = queries.people_of(case, other, at=timezone.now())
    row = next(row for row in people.unable if row.pk == close.pk)
    assert (list(row.ties), row.said) == (["declared"], "")


def test_a_tie_is_found_no_obstacle_by_two_people_and_the_mail_leads_to_the_one_button(sign_in: SignIn) -> None:
    case = scenes.an_application()
    mentor, one, other = a_mentor(case), scenes.a_core_member(), scenes.a_core_member()

    missing = sign_in(one).post(at("no_obstacle", case.pk, mentor.pk), {"reason": " "})
    assert "form" in missing.context
    assert missing.context["form"].errors["reason"]
    sign_in(one).post(at("no_obstacle", case.pk, mentor.pk), {"reason": "Long ago."})
    asked = Consent.objects.get()
    mail = OutgoingMail.objects.get(name="consent_asked", person=other)
    assert mail.facts is not None
    assert mail.facts["context"]["consent"] == asked.pk
    refused = sign_in(one).post(at("agree", case.pk, asked.pk))
    assert "This needs a second person" in refused.content.decode()
    sign_in(other).post(at("agree", case.pk, asked.pk))

    asked.refresh_from_db()
    assert asked.given_by == other


def test_a_guest_is_named_by_address_and_agreed_to_by_another(sign_in: SignIn) -> None:
    case, one, other = scenes.an_application(), scenes.a_core_member(), scenes.a_core_member()
    guest = UserFactory.create(roles=[Role.TRAINEE])
    until = (timezone.localdate() + timedelta(days=9)).isoformat()

    sign_in(one).post(at("name_guest", case.pk), {"who": guest.email.upper(), "reason": "Knows it.", "until": until})
    row = Guest.objects.get()
    sign_in(other).post(at("second_guest", case.pk, row.pk))

    row.refresh_from_db()
    assert (row.person, row.named_by, row.seconded_by) == (guest, one, other)
    assert timezone.localtime(row.until).date().isoformat() in (
        until,
        (timezone.localdate() + timedelta(10)).isoformat(),
    )


def test_several_people_of_one_name_are_there_to_choose_from_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    case, one = scenes.an_application(), scenes.a_core_member()
    first, second = (UserFactory.create(display_name="Robin Vale") for _ in range(2))
    typed = {
        "who": "robin",
        "reason": "Knows it.",
        "until": (timezone.localdate() + timedelta(days=9)).isoformat(),
    }

    again = sign_in(one).post(at("name_guest", case.pk), typed)
    form = again.context["form"]
    assert form.errors["person"] == ["Several people are called so. Please choose one."]
    assert {person for person, _name in form.fields["person"].choices} == {first.pk, second.pk}
    assert "Knows it." in again.content.decode()
    sign_in(one).post(at("name_guest", case.pk), {**typed, "person": second.pk})

    assert Guest.objects.get().person == second


def test_a_refusal_stands_at_its_field(sign_in: SignIn) -> None:
    case, one = scenes.an_application(), scenes.a_core_member()
    typed = {"who": candidate_of(case).email, "reason": "Knows it.", "until": "2020-01-01"}

    answer = sign_in(one).post(at("name_guest", case.pk), typed)

    assert "until" in answer.context["form"].errors or "who" in answer.context["form"].errors
    assert not Guest.objects.exists()


def test_a_guests_help_is_ended_early(sign_in: SignIn) -> None:
    case = scenes.an_application()
    row, one = named(case), scenes.a_core_member()

    assert sign_in(one).get(at("end_guest", case.pk, row.pk)).status_code == 200
    sign_in(one).post(at("end_guest", case.pk, row.pk))

    row.refresh_from_db()
    assert row.ended_at is not None


def test_who_may_not_read_the_application_finds_none_of_its_pages(sign_in: SignIn) -> None:
    case = scenes.an_application()
    consent, guest = asked_about(a_mentor(case), case), named(case)
    close = scenes.a_core_member()
    RelationFactory.create(person=close, other=candidate_of(case))
    other = scenes.an_application()
    outsider = actions.second_guest(guest_id=named(other).pk, by=scenes.a_core_member()).person
    candidate_of(case).groups.add(*scenes.a_core_member().groups.all())
    pages = (
        at("step_aside", case.pk),
        at("personal_tie", case.pk),
        at("no_obstacle", case.pk, consent.reviewer_id),
        at("agree", case.pk, consent.pk),
        at("name_guest", case.pk),
        at("second_guest", case.pk, guest.pk),
        at("end_guest", case.pk, guest.pk),
    )

    for person in (close, outsider, candidate_of(case)):
        client = sign_in(person)
        answers = [client.get(page).status_code for page in pages] + [client.post(page).status_code for page in pages]
        assert set(answers) == {404}


def test_ones_own_page_is_for_the_core_group(sign_in: SignIn) -> None:
    case = scenes.an_application()
    guest = actions.second_guest(guest_id=named(case).pk, by=scenes.a_core_member()).person
    boss = UserFactory.create(is_superuser=True)

    people = (scenes.a_core_member(), guest, scenes.an_admin(), boss)

    assert [sign_in(person).get(at("oneself")).status_code == 200 for person in people] == [True, False, False, False]


def test_days_away_are_kept_changed_and_taken_off(sign_in: SignIn, core_member: User) -> None:
    client, today = sign_in(core_member), timezone.localdate()
    delegate = scenes.a_core_member()
    days = {"starts_on": today + timedelta(days=3), "ends_on": today + timedelta(days=9), "delegate": delegate.pk}

    client.post(at("be_away"), days)
    row = Absence.objects.get()
    client.post(at("change_away", row.pk), {**days, "ends_on": today + timedelta(days=5)})
    row.refresh_from_db()
    assert (row.ends_on, row.delegate) == (today + timedelta(days=5), delegate)
    client.post(at("be_back", row.pk))

    assert not Absence.objects.exists()


def test_days_in_the_wrong_order_are_said_so_at_their_field(sign_in: SignIn, core_member: User) -> None:
    today = timezone.localdate()

    answer = sign_in(core_member).post(at("be_away"), {"starts_on": today + timedelta(days=3), "ends_on": today})

    assert answer.context["form"].errors["ends_on"] == ["Please choose the first and the last day."]


def test_another_persons_days_are_nobodys(sign_in: SignIn, core_member: User) -> None:
    row = Absence.objects.create(
        person=scenes.a_core_member(), starts_on=timezone.localdate(), ends_on=timezone.localdate()
    )
    client = sign_in(core_member)

    answers = [client.get(at("change_away", row.pk)), client.post(at("be_back", row.pk), {})]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_mondays_mail_is_a_wish(sign_in: SignIn, core_member: User) -> None:
    client = sign_in(core_member)

    client.post(at("choose_digest"), {})
    assert DigestWish.objects.get().weekly is False
    client.post(at("choose_digest"), {"weekly": "on"})

    assert queries.wants_digest(core_member)


def seen(case: Case, reader: User) -> PeopleOfCase:
    return queries.people_of(case, reader, at=timezone.now())


@pytest.mark.parametrize("decision", [Review.Decision.APPROVE, Review.Decision.NOT_YET])
def test_before_the_own_vote_all_is_the_same_however_another_has_decided(decision: str) -> None:
    case = scenes.an_application()
    one, other = (User.objects.get(pk=pk) for pk in sorted(seated(case)))
    moment = timezone.now()
    silent = queries.people_of(case, one, at=moment)
    scenes.decide(case, other, Review.Decision(decision))

    told = queries.people_of(case, one, at=moment)

    assert (told.able, told.unable, told.own, told.asked) == (silent.able, silent.unable, silent.own, None)


def test_who_was_asked_is_told_after_the_own_vote_and_to_the_others_once_the_round_is_closed() -> None:
    case = scenes.an_application()
    one, other = (User.objects.get(pk=pk) for pk in sorted(seated(case)))
    mentor = a_mentor(case)
    scenes.decide(case, one)
    known = [seen(case, reader).asked is not None for reader in (one, other, mentor)]
    scenes.decide(case, other)

    assert known == [True, False, False]
    assert seen(case, mentor).asked is not None


def test_a_guest_reads_who_decides_and_not_what_others_are_to_the_candidate() -> None:
    case = scenes.an_application()
    asked_about(a_mentor(case), case)
    guest = actions.second_guest(guest_id=named(case).pk, by=scenes.a_core_member()).person

    people = seen(case, guest)

    assert (people.unable, people.consents) == ([], [])
    assert (people.may_step_aside, people.may_declare, people.may_vouch) == (True, True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_who_decides_costs_the_same_however_many_there_are(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case, reader = scenes.an_application(), scenes.a_core_member()
    for _ in range(count):
        asked_about(a_mentor(case), case)
        named(case)

    with django_assert_num_queries(8):
        queries.people_of(case, reader, at=timezone.now())
