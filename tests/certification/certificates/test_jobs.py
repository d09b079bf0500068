"""Work on many certificates at once: counted before, each by itself, nothing twice, nothing dated anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from certification.certificates import actions, keys, queries
from certification.certificates.actions import batches
from certification.certificates.models import Batch, BatchRow, Certificate, Holder, Leave, Renewal
from certification.certificates.queries import Chosen
from certification.certificates.rules import Reason, Standing
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.certification.certificates.keeping_scenes import REASON, done_by, for_a_time, lead_a_chat, printed
from tests.certification.certificates.test_actions import a_certificate, holder_of
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LATER = scenes.NOW + timedelta(days=700)
DESIGN, KEY, RENEWAL = Batch.Kind.DESIGN, Batch.Kind.KEY, Batch.Kind.RENEWAL


@pytest.fixture
def admin() -> User:
    return UserFactory.create(roles=[Role.PROGRAM_ADMIN])


def begin(admin: User, kind: str = DESIGN, **chosen: str) -> Batch:
    clock = scenes.at(LATER)
    return actions.begin_job(chosen=Chosen(kind, **chosen), reason="A new look.", by=admin, clock=clock)


def work(batch: Batch, **how: Any) -> int:
    return actions.work_off(batch.pk, clock=scenes.at(LATER), **how)


def states(batch: Batch) -> list[str]:
    return [row.state for row in batch.rows.all()]


def number_chosen(kind: str, **chosen: str) -> int:
    return queries.to_do(Chosen(kind, **chosen), at=LATER).count()


# --- which ----------------------------------------------------------------------------------------


def test_only_what_stands_and_belongs_to_somebody_is_issued_in_another_design(admin: User) -> None:
    fine, suspended, revoked, nobodys = (printed(f"test:{number}") for number in range(4))
    a_certificate("not printed yet")
    actions.suspend(**done_by(suspended, admin), **REASON)
    scenes.revoke(revoked)
    Holder.objects.filter(certificate=nobodys).update(person=None)

    assert list(queries.to_do(Chosen(DESIGN), at=LATER)) == [fine]
    assert (number_chosen(DESIGN, pathway="facilitator"), number_chosen(DESIGN, pathway="other")) == (1, 0)


def test_what_has_expired_is_not_issued_in_another_design() -> None:
    for_a_time()

    assert number_chosen(DESIGN) == 1
    assert queries.to_do(Chosen(DESIGN), at=scenes.NOW + timedelta(days=800)).count() == 0


def test_what_a_distrusted_key_signed_is_signed_anew(admin: User, settings: Any, tmp_path: Any) -> None:
    settings.ISSUER_KEYS_DIR = tmp_path
    certificate = printed()
    stolen = certificate.credential.key
    assert (number_chosen(KEY), number_chosen(KEY, key=stolen)) == (0, 1)

    keys.distrust(stolen)
    keys.make()
    batch = begin(admin, KEY)
    work(batch)
    made = batch.rows.get().made
    assert made is not None
    actions.render(made.pk)

    assert made.credential.key != stolen
    assert {**made.snapshot, "issued_at": ""} == {**certificate.snapshot, "issued_at": ""}


# --- done -----------------------------------------------------------------------------------------


def test_each_is_replaced_once_keeps_its_day_and_says_which_came_of_it(admin: User) -> None:
    old = printed()
    batch = begin(admin)

    assert (work(batch), work(batch), states(batch)) == (1, 0, ["done"])
    made = batch.rows.get().made
    assert made is not None
    assert (made.replaces, made.why, made.snapshot["certified_on"]) == (old, "design", old.snapshot["certified_on"])


def test_what_cannot_be_done_says_why_and_keeps_nobody_else_from_it(admin: User) -> None:
    own, fine, other = printed("test:1", admin), printed("test:2"), printed("test:3")
    batch = begin(admin)
    scenes.revoke(other)

    work(batch)

    rows = {row.certificate_id: row.because for row in batch.rows.all()}
    assert rows == {own.pk: [Reason.OWN_CERTIFICATE], fine.pk: [], other.pk: [Reason.NO_LONGER_HOLDS]}


def test_a_job_goes_on_where_it_was_left(admin: User) -> None:
    for number in range(3):
        printed(f"test:{number}")
    batch = begin(admin)

    assert (work(batch, budget=batches.Budget(rows=1, seconds=60)), states(batch)) == (
        1,
        ["done", "waiting", "waiting"],
    )
    assert (actions.sweep_jobs(clock=scenes.at(LATER)), states(batch)) == (2, ["done"] * 3)
    assert Certificate.objects.count() == 6


def test_trouble_with_one_is_tried_again_and_keeps_no_other_from_its_turn(admin: User) -> None:
    broken, _fine = printed("test:1"), printed("test:2")
    batch = begin(admin)
    name = Holder.objects.get(certificate=broken).name
    Holder.objects.filter(certificate=broken).delete()

    assert (work(batch), states(batch)) == (1, ["waiting", "done"])
    Holder.objects.create(certificate=broken, person=UserFactory.create(), name=name)
    assert (work(batch), states(batch)) == (1, ["done", "done"])


def test_a_job_waits_while_the_journal_is_away(admin: User, settings: Any, tmp_path: Any) -> None:
    printed()
    batch = begin(admin)
    settings.JOURNAL_DIR = tmp_path / "elsewhere"

    assert (work(batch), states(batch)) == (0, ["waiting"])


def test_two_jobs_for_the_same_certificate_replace_it_once(admin: User) -> None:
    printed()
    first, second = begin(admin), begin(admin)

    work(first)
    work(second)

    assert (states(first), states(second), Certificate.objects.count()) == (["done"], ["left"], 2)
    assert second.rows.get().because == [Reason.ALREADY_REPLACED]


def test_a_holder_of_several_has_one_mail_from_a_job(admin: User) -> None:
    person = UserFactory.create()
    for number in range(2):
        printed(f"test:{number}", person)
    OutgoingMail.objects.all().delete()
    batch = begin(admin)
    work(batch)

    for row in BatchRow.objects.all():
        actions.render(row.made_id or 0)

    assert [mail.name for mail in OutgoingMail.objects.all()] == ["certificate_replaced"]


def test_a_job_for_nothing_is_not_begun(admin: User) -> None:
    with pytest.raises(Refused) as refusal:
        begin(admin)

    assert refusal.value.reasons == (Reason.NOTHING_CHOSEN,)


# --- renewed --------------------------------------------------------------------------------------


def test_who_has_led_enough_is_renewed_by_a_job_and_who_has_not_is_told_why(admin: User) -> None:
    ready, short = for_a_time("test:1", chats=1), for_a_time("test:2", chats=1)
    lead_a_chat(holder_of(ready))
    batch = begin(admin, RENEWAL)

    work(batch)

    done, left = batch.rows.all()
    assert (done.certificate, left.certificate, left.because) == (ready, short, [Reason.TOO_FEW_CHATS])
    assert done.made is not None
    assert done.made.snapshot["valid_until"] == "2030-10-01"
    assert (done.made.approval["by"], done.made.approval["person"], Renewal.objects.count()) == ("person", admin.pk, 0)


def test_what_is_not_due_yet_or_lasts_is_not_chosen_for_renewal() -> None:
    for_a_time("test:1")
    printed("test:2")

    early = queries.to_do(Chosen(RENEWAL), at=scenes.NOW + timedelta(days=30)).count()
    assert (early, number_chosen(RENEWAL)) == (0, 1)


# --- moved ----------------------------------------------------------------------------------------


def test_all_that_one_account_holds_moves_to_the_other_and_its_person_is_told(admin: User) -> None:
    person, into = UserFactory.create(), UserFactory.create()
    certificate = printed("test:1", person)
    since = scenes.NOW.date()
    for holder in (person, into):
        Leave.objects.create(person=holder, since=since)

    moved = actions.move(person=person, into=into, why="two_accounts", by=admin)

    assert (moved.certificates, queries.held_by(into).get(), queries.held_by(person).exists()) == (
        1,
        certificate,
        False,
    )
    assert Leave.objects.get().person == into
    assert OutgoingMail.objects.get(name="certificate_moved").person == into


@pytest.mark.parametrize("whose", ["from", "into", "same"])
def test_nobody_moves_their_own_and_nothing_moves_to_itself(admin: User, whose: str) -> None:
    person = admin if whose == "from" else UserFactory.create()
    into = {"from": UserFactory.create(), "into": admin, "same": person}[whose]
    a_certificate("test:1", person)

    with pytest.raises(Refused) as refusal:
        actions.move(person=person, into=into, why="two_accounts", by=admin)

    expected = Reason.SAME_ACCOUNT if whose == "same" else Reason.OWN_CERTIFICATE
    assert refusal.value.reasons == (expected,)


# --- the pages ------------------------------------------------------------------------------------


def test_how_many_there_are_is_told_before_anything_begins(sign_in: SignIn, admin: User) -> None:
    printed()
    client = sign_in(admin)

    answer = client.get(reverse("certificate_jobs:choose"), {"kind": "design"})
    assert "1 certificate" in answer.content.decode()
    assert not Batch.objects.exists()
    answer = client.post(reverse("certificate_jobs:begin"), {"kind": "design", "reason": "A new look."}, follow=True)

    assert "It has begun." in answer.content.decode()


def test_a_job_without_a_reason_is_asked_for_one(sign_in: SignIn, admin: User) -> None:
    printed()

    answer = sign_in(admin).post(reverse("certificate_jobs:begin"), {"kind": "design", "reason": " "})

    assert (answer.status_code, Batch.objects.count()) == (200, 0)


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.CORE_GROUP, Role.CONTENT_ADMIN])
def test_only_program_admins_begin_jobs_or_see_them(sign_in: SignIn, admin: User, role: Role) -> None:
    printed()
    batch = begin(admin)
    client = sign_in(UserFactory.create(roles=[role]))

    seen = [
        client.get(reverse("certificate_jobs:choose")),
        client.post(reverse("certificate_jobs:begin"), {"kind": "design", "reason": "So."}),
        client.get(reverse("certificate_jobs:results", args=[batch.pk])),
        client.get(reverse("certificate_jobs:inspect", args=[batch.pk])),
    ]
    assert [answer.status_code in (302, 403) for answer in seen] == [True] * 4
    assert Batch.objects.count() == 1


def test_to_begin_asks_for_a_recent_sign_in(sign_in: SignIn, admin: User) -> None:
    answer = sign_in(admin, hours_ago=2).post(reverse("certificate_jobs:begin"), {"kind": "design", "reason": "So."})

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def cost(client: Client, url: str, count: Any) -> int:
    client.get(url)
    with count() as spent:
        assert client.get(url).status_code == 200
    return len(spent.captured_queries)


def test_results_are_a_page_and_a_file_at_the_same_cost_for_one_and_for_three(
    sign_in: SignIn, admin: User, django_assert_max_num_queries: Any
) -> None:
    client, costs = sign_in(admin), []
    for number in range(3):
        printed(f"test:{number}")
        batch = begin(admin)
        pages = [reverse(f"certificate_jobs:{name}", args=[batch.pk]) for name in ("inspect", "results")]
        costs.append([cost(client, url, lambda: django_assert_max_num_queries(40)) for url in pages])

    assert costs[0] == costs[2]


def test_the_file_tells_of_each_certificate_what_became_of_it(sign_in: SignIn, admin: User) -> None:
    own = printed("test:1", admin)
    batch = begin(admin)
    work(batch)

    told = sign_in(admin).get(reverse("certificate_jobs:results", args=[batch.pk])).content.decode()

    assert own.number in told
    assert "Somebody else has to do this." in told
    assert Standing.VALID is queries.answer(queries.whole().get(pk=own.pk), with_name=False, at=LATER).standing
