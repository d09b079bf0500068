"""Guests: named by two, for one application and a time, and what they find of everything else."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from certification.review import actions, queries
from certification.review.models import Case, Guest, Review
from certification.review.rules import Doing, Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import User
from lms.people.roles import Role, has_role
from tests import permissions, scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SENT = scenes.NOW + timedelta(days=30)


def named(case: Case, person: User, *, by: User, until: datetime = SENT + timedelta(days=20)) -> Guest:
    return actions.name_guest(
        case_id=case.pk, person=person, reason="Knows the work.", until=until, by=by, clock=scenes.at(SENT)
    )


def a_guest(case: Case, **fields: datetime) -> Guest:
    guest = named(case, UserFactory.create(roles=[Role.TRAINEE]), by=scenes.a_core_member(), **fields)
    return actions.second_guest(guest_id=guest.pk, by=scenes.a_core_member(), clock=scenes.at(SENT))


def is_guest(person: User) -> bool:
    return has_role(User.objects.get(pk=person.pk), Role.GUEST_REVIEWER)


def test_a_guest_whose_help_is_ended_loses_role_and_vote_at_once_and_is_told() -> None:
    case = scenes.an_application()
    guest = a_guest(case)
    scenes.decide(case, guest.person)

    actions.end_guest(guest_id=guest.pk, by=scenes.a_core_member(), clock=scenes.at(SENT + timedelta(days=1)))

    assert not is_guest(guest.person)
    assert Review.objects.get().set_aside_because == [Reason.NOT_CORE_GROUP]
    assert OutgoingMail.objects.filter(name="guest_over", person=guest.person).count() == 1


def test_a_proposal_is_taken_back_and_can_be_agreed_to_no_more() -> None:
    case, one = scenes.an_application(), scenes.a_core_member()
    guest = named(case, UserFactory.create(), by=one)
    actions.end_guest(guest_id=guest.pk, by=one, clock=scenes.at(SENT))

    with pytest.raises(Refused) as refusal:
        actions.second_guest(guest_id=guest.pk, by=scenes.a_core_member(), clock=scenes.at(SENT))

    assert refusal.value.reasons == (Reason.ALREADY_THERE,)
    assert not OutgoingMail.objects.filter(name="guest_over").exists()


def test_a_guests_role_ends_with_its_time_and_they_can_be_named_anew() -> None:
    case = scenes.an_application()
    guest = a_guest(case, until=SENT + timedelta(days=2))
    with pytest.raises(Refused):
        named(case, guest.person, by=scenes.a_core_member())

    assert actions.end_guests(clock=scenes.at(SENT + timedelta(days=3))) == 1
    assert not is_guest(guest.person)
    again = named(case, guest.person, by=scenes.a_core_member())

    assert Guest.objects.filter(person=guest.person).count() == 2
    assert again.ended_at is None


def test_a_guest_keeps_the_role_for_another_application() -> None:
    first, second = scenes.an_application(), scenes.an_application()
    guest = a_guest(first)
    other = named(second, guest.person, by=scenes.a_core_member())
    actions.second_guest(guest_id=other.pk, by=scenes.a_core_member(), clock=scenes.at(SENT))

    actions.end_guest(guest_id=guest.pk, by=scenes.a_core_member(), clock=scenes.at(SENT))

    assert is_guest(guest.person)


def test_the_role_ends_when_the_application_is_decided(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    case = scenes.an_application()
    guest = a_guest(case)
    scenes.decide(case, guest.person)

    with django_capture_on_commit_callbacks(execute=True):
        scenes.decide(case, scenes.a_core_member())

    assert not is_guest(guest.person)
    assert Guest.objects.get().ended_at is not None


def test_a_guest_who_erased_their_account_is_in_nobodys_way() -> None:
    case = scenes.an_application()
    guest = a_guest(case, until=SENT + timedelta(days=2))
    other = a_guest(case, until=SENT + timedelta(days=2))
    people.erase(person=guest.person, by=None)

    assert actions.end_guests(clock=scenes.at(SENT + timedelta(days=3))) == 2
    assert not is_guest(other.person)


def test_guests_step_aside_and_do_not_end_themselves() -> None:
    case = scenes.an_application()
    guest = a_guest(case)
    with pytest.raises(Refused):
        actions.end_guest(guest_id=guest.pk, by=guest.person, clock=scenes.at(SENT))

    actions.recuse(case_id=case.pk, by=guest.person, clock=scenes.at(SENT))

    assert queries.open_to(guest.person, case.pk, Doing.READ, at=SENT) is None


# Pages without anybody's records. Wagtail's choosers are left out: they list what one may choose, to a guest nothing.
HARMLESS = {
    "admin/",
    "admin/account/",
    "admin/dismissibles/",
    "admin/api/main/^documents/",
    "admin/api/main/^images/",
    "admin/api/main/^pages/",
    "admin/jsi18n/",
    "admin/pages/workflow/confirm_cancellation/<int:page_id>/",
    "admin/reports/site-history/",
    "admin/reports/site-history/results/",
    "admin/sprite/",
    "admin/tag-autocomplete/",
    "admin/test404/",
    "admin/cases/",
}


def test_a_guest_finds_nothing_of_others_in_the_staff_pages(sign_in: SignIn) -> None:
    world = permissions.World.made()
    case = scenes.an_application(scenes.a_trainee_ready_to_apply())
    guest = a_guest(case, until=timezone.now() + timedelta(days=20))
    client = sign_in(guest.person)
    world.cookies["guest"] = {name: morsel.value for name, morsel in client.cookies.items()}

    staff = [route for route in permissions.routes() if route.startswith("admin/") and "choose" not in route]
    found = {
        route
        for route in staff
        if world.ask("guest", "GET", permissions.address(route, world.own, "own")).status_code == 200
    }

    assert found == HARMLESS


def test_a_guest_and_the_core_group_read_nothing_of_applications_in_the_sites_history(sign_in: SignIn) -> None:
    case = scenes.an_application()
    guest = a_guest(case)
    scenes.decide(case, scenes.a_core_member())
    scenes.decide(case, scenes.a_core_member())
    address = reverse("wagtailadmin_reports:site_history")

    def reads(person: User) -> bool:
        return "Decide on an application" in sign_in(person).get(address).content.decode()

    assert (reads(guest.person), reads(scenes.a_core_member()), reads(scenes.an_admin())) == (False, False, True)
