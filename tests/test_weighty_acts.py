"""A vote, a waiver, a role and a revocation need a sign-in no older than an hour, on every road that leads to them.

Whatever the desk adds is asked about here by itself: an address of it that takes a POST either asks who it is, or
stands in ``LIGHT`` because it decides nothing about anybody.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from certification.certificates.models import Certificate
from certification.review.models import Review, Seat
from courses.progress.models import LedgerEvent
from lms.people.models import User
from lms.people.roles import Role, has_role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory
from tests.permissions import routes

pytestmark = pytest.mark.django_db
PASSWORD = "five calm quiet chairs"
# Talk among those who may read anyway, stepping out, and what concerns oneself alone: nobody is decided about.
LIGHT = frozenset(
    {"note", "ask", "preview", "step_aside", "personal_tie", "be_away", "change_away", "be_back", "choose_digest"}
)
WAIVERS = ("waive", "end_waiver", "together_waive_do")


def names_in(namespace: str, resolver: URLResolver | None = None) -> Iterator[tuple[str, URLPattern]]:
    """Every address of a namespace, however deep."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from _all(entry) if entry.namespace == namespace else names_in(namespace, entry)


def _all(resolver: URLResolver) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern) and entry.name:
            yield entry.name, entry


def addresses(namespace: str, **known: int) -> list[tuple[str, str]]:
    """With a number for each argument: what is asked first is who it is, and only then of what."""
    found = []
    for name, entry in names_in(namespace):
        arguments = {key: known.get(key, 1) for key in entry.pattern.regex.groupindex}
        found.append((name, reverse(f"{namespace}:{name}", kwargs=arguments)))
    return found


def asks_who_it_is(answer: Any) -> bool:
    return bool(answer.headers.get("Location", "").startswith("/accounts/reauthenticate/"))


def takes_no_post(answer: Any) -> bool:
    return bool(answer.status_code == 405)


def test_every_address_of_the_desk_asks_who_it_is_before_it_decides_anything(sign_in: SignIn) -> None:
    case = scenes.an_application()
    reader = UserFactory.create(roles=[Role.CORE_GROUP, Role.PROGRAM_ADMIN])
    client = sign_in(reader, hours_ago=2)

    answers = {name: client.post(address) for name, address in addresses("cases", pk=case.pk)}

    open_doors = {name for name, answer in answers.items() if not (asks_who_it_is(answer) or takes_no_post(answer))}
    assert open_doors == LIGHT & set(answers)
    assert asks_who_it_is(answers["decide"])


def test_a_vote_is_carried_out_once_it_is_clear_who_it_is(sign_in: SignIn) -> None:
    reviewers = [scenes.a_core_member() for _ in range(2)]
    case = scenes.an_application()
    reviewer = Seat.objects.held().filter(reviewer__in=reviewers).earliest("pk").reviewer
    client = sign_in(reviewer, hours_ago=2)
    said = {"decision": "approve", "reason": "I saw it."}

    answer = client.post(reverse("cases:decide", args=[case.pk]), said)
    assert not Review.objects.exists()
    client.post(answer.headers["Location"], {"password": PASSWORD})

    assert Review.objects.get().reviewer == reviewer


@pytest.mark.parametrize("name", WAIVERS)
def test_a_waiver_asks_who_it_is(sign_in: SignIn, program_admin: User, name: str) -> None:
    enrolment = scenes.an_enrolment()
    known = dict(names_in("trainings"))
    arguments = dict.fromkeys(known[name].pattern.regex.groupindex, enrolment.pk)
    said = {"requirement": "rubric", "because": "So.", "training": enrolment.pk}

    answer = sign_in(program_admin, hours_ago=2).post(reverse(f"trainings:{name}", kwargs=arguments), said)

    assert (asks_who_it_is(answer), LedgerEvent.objects.count()) == (True, 0)


@pytest.mark.parametrize("name", ["grant", "withdraw"])
def test_a_role_asks_who_it_is(sign_in: SignIn, program_admin: User, trainee: User, name: str) -> None:
    address = reverse(f"people_staff:{name}", kwargs={"person_id": trainee.pk})

    answer = sign_in(program_admin, hours_ago=2).post(address, {"role": "core_group"})

    assert (asks_who_it_is(answer), has_role(trainee, Role.CORE_GROUP)) == (True, False)


def as_superuser(sign_in: SignIn, *, hours_ago: float) -> Client:
    return sign_in(User.objects.create_superuser(email="root@example.org", password=PASSWORD), hours_ago=hours_ago)


@pytest.mark.parametrize(
    ("name", "of_a_person"),
    [("wagtailusers_users:edit", True), ("wagtailusers_users:add", False), ("wagtailusers_users:delete", True)],
)
def test_wagtails_own_page_of_a_person_asks_a_superuser_who_it_is(
    sign_in: SignIn, trainee: User, name: str, of_a_person: bool
) -> None:
    address = reverse(name, args=[trainee.pk] if of_a_person else [])

    answer = as_superuser(sign_in, hours_ago=2).post(address, {"email": trainee.email})

    assert asks_who_it_is(answer)


def test_wagtails_own_page_of_a_role_asks_a_superuser_who_it_is(sign_in: SignIn, trainee: User) -> None:
    address = reverse("wagtailusers_groups:edit", args=[trainee.groups.get().pk])

    assert asks_who_it_is(as_superuser(sign_in, hours_ago=2).post(address, {"name": "Other"}))


def test_a_revocation_asks_who_it_is(sign_in: SignIn, program_admin: User) -> None:
    scenes.an_approved_case()
    certificate = Certificate.objects.get()
    said: dict[str, Any] = {"public_reason": "Issued by mistake.", "private_reason": ""}

    answer = sign_in(program_admin, hours_ago=2).post(reverse("issued:revoke", args=[certificate.pk]), said)

    assert (asks_who_it_is(answer), hasattr(Certificate.objects.get(), "revocation")) == (True, False)


def test_every_act_on_a_certificate_asks_who_it_is(sign_in: SignIn, program_admin: User) -> None:
    scenes.an_approved_case()
    client = sign_in(program_admin, hours_ago=2)
    places = [*addresses("issued", pk=Certificate.objects.get().pk), *addresses("certificate_jobs")]

    answers = {name: client.post(address) for name, address in places}

    opened = {name for name, answer in answers.items() if not asks_who_it_is(answer) and answer.status_code < 400}
    assert opened == set()
    assert asks_who_it_is(answers["reissue"])


def test_a_vote_a_waiver_a_role_and_a_revocation_have_no_other_road() -> None:
    """The API has none of them: a token may be older than an hour."""
    weighty = re.compile("case|review|decide|waive|role|revoke|consent|guest|application")
    found = [route for route in routes() if route.startswith("api/")]

    assert found
    assert [route for route in found if weighty.search(route)] == []
