"""What can be seen of an application: blind until one's own vote, and at a price that doesn't grow."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.review import actions, queries
from certification.review.models import Case, Review, Round
from courses.practice.models import Dialogue, Observation
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
World = Callable[[Case], object]
# What differs between two answers of the same page by design: one-time secrets.
SECRETS = re.compile(rb'nonce="[^"]+"|csrfmiddlewaretoken" value="[^"]+"|"CSRF_TOKEN": "[^"]+"|csrfToken[^,]+')


def nobody_has_voted(case: Case, member: User) -> None:
    """The first world."""


def somebody_approved(case: Case, member: User | None = None) -> Case:
    """The second world."""
    return scenes.decide(case, member or scenes.a_core_member())


def somebody_said_not_yet(case: Case, member: User | None = None) -> Case:
    """The third world."""
    return scenes.decide(case, member or scenes.a_core_member(), Review.Decision.NOT_YET)


@contextmanager
def another_world() -> Iterator[None]:
    """What happens in the block hasn't happened after it."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def page(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return SECRETS.sub(b"", answer.content)


def in_each_world(case: Case, see: Callable[[], bytes]) -> set[bytes]:
    seen, member = set(), scenes.a_core_member()
    for world in (nobody_has_voted, somebody_approved, somebody_said_not_yet):
        with another_world():
            world(case, member)
            seen.add(see())
    return seen


# --- blind ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("world", [somebody_approved, somebody_said_not_yet])
def test_before_ones_own_vote_the_desk_holds_nothing_of_the_others(world: World) -> None:
    case = scenes.an_application()
    world(case)

    desk = queries.desk(Case.objects.get(), scenes.a_core_member(), at=scenes.NOW)

    assert (desk.own_vote, desk.others, desk.earlier) == (None, [], [])


def test_after_ones_own_vote_the_desk_shows_the_others() -> None:
    case, own = scenes.an_application(), scenes.a_core_member()
    somebody_said_not_yet(case)
    theirs = Review.objects.get()
    scenes.decide(case, own)

    desk = queries.desk(Case.objects.get(), own, at=scenes.NOW)

    assert (desk.own_vote, desk.others) == (Review.objects.get(reviewer=own), [theirs])


def test_when_the_round_is_over_all_members_see_its_votes() -> None:
    case = scenes.an_approved_case()

    assert queries.desk(case, scenes.a_core_member(), at=scenes.NOW).others == list(Review.objects.all())


def test_the_votes_of_an_earlier_round_are_open() -> None:
    case = scenes.an_application(scenes.a_not_yet_case().enrolment)
    somebody_approved(case)

    desk = queries.desk(Case.objects.get(), scenes.a_core_member(), at=scenes.NOW)

    assert ([row.number for row in desk.earlier], desk.others) == ([1], [])


@pytest.mark.parametrize("name", ["cases:index", "cases:inspect"])
def test_a_member_sees_the_same_bytes_whether_and_how_another_has_voted(sign_in: SignIn, name: str) -> None:
    case, member = scenes.an_application(), scenes.a_core_member()
    client = sign_in(member)
    address = reverse(name, args=[case.pk] if name == "cases:inspect" else [])
    page(client, address)

    assert len(in_each_world(case, lambda: page(client, address))) == 1


def test_a_refused_vote_answers_the_same_bytes_whether_and_how_another_has_voted(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client = sign_in(scenes.a_core_member())
    address = reverse("cases:decide", args=[case.pk])

    def without_reason() -> bytes:
        return SECRETS.sub(b"", client.post(address, {"decision": "approve", "reason": "", "ask": ""}).content)

    without_reason()

    assert len(in_each_world(case, without_reason)) == 1


@pytest.mark.parametrize("name", ["review:status", "progress:home"])
def test_the_candidate_sees_the_same_bytes_whether_and_how_somebody_has_voted(sign_in: SignIn, name: str) -> None:
    case = scenes.an_application()
    client = sign_in(person_of(case))
    address = reverse(name, args=["facilitator"] if name == "review:status" else [])
    page(client, address)

    assert len(in_each_world(case, lambda: page(client, address))) == 1


def person_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


# --- what the pages say ---------------------------------------------------------------------------


def test_the_desk_says_what_keeps_a_member_from_deciding() -> None:
    observer = scenes.a_core_member()
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(observer=observer))

    assert len(queries.desk(case, observer, at=scenes.NOW).obstacle_words) == 1


def test_the_desk_warns_when_the_history_has_changed_since() -> None:
    case = scenes.an_application()
    assert not queries.desk(case, scenes.a_core_member(), at=scenes.NOW).reading.gist.changed

    scenes.assert_subject(person_of(case), f"lesson:{scenes.key('listening')}", {"done": False})

    assert queries.desk(Case.objects.get(), scenes.a_core_member(), at=scenes.NOW).reading.gist.changed


def test_the_candidate_reads_what_would_make_the_difference_and_not_who_said_so(sign_in: SignIn) -> None:
    case = scenes.an_application()
    reviewer = UserFactory.create(display_name="Quiet Reviewer", roles=[Role.CORE_GROUP])
    scenes.decide(case, scenes.a_core_member())
    scenes.close(scenes.decide(case, reviewer, Review.Decision.NOT_YET), reviewer)

    words = page(sign_in(person_of(case)), reverse("review:status", args=["facilitator"])).decode()

    assert "A pause after each question." in words
    assert "Quiet Reviewer" not in words
    assert "I saw it in the observations." not in words


def test_nobody_else_reads_a_candidates_page(sign_in: SignIn) -> None:
    scenes.an_application()

    answer = sign_in(UserFactory.create(roles=[Role.TRAINEE])).get(reverse("review:status", args=["facilitator"]))

    assert answer.status_code == 404


# --- what a page costs ----------------------------------------------------------------------------


def cost(client: Client, address: str) -> int:
    page(client, address)
    with CaptureQueriesContext(
        connection,
    ) as spent:
        page(client, address)
    return len(spent)


def more_evidence(case: Case, count: int) -> None:
    """As many observed and thought-over dialogues, and as many attended sessions."""
    for number in range(count):
        starts_at = scenes.NOW + timedelta(days=40 + number)
        dialogue = scenes.hold(scenes.a_dialogue(case.enrolment, starts_at=starts_at))
        scenes.observe(dialogue)
        scenes.reflect(dialogue)
        scenes.attend(person_of(case), scenes.a_slot(starts_at=starts_at))


def copies_of_a_dialogue(case: Case, count: int) -> None:
    """As many more dialogues with an observer of their own, written at once."""
    for _ in range(count):
        dialogue = Dialogue.objects.filter(enrolment=case.enrolment).earliest("pk")
        reflection, seen = dialogue.reflection, dialogue.observations.select_related("words").earliest("pk")
        words = seen.words
        dialogue.pk = None
        dialogue.save(force_insert=True)
        reflection.pk, reflection.dialogue = None, dialogue
        reflection.save(force_insert=True)
        seen.pk, seen.dialogue, seen.observer = None, dialogue, scenes.a_core_member()
        Observation.objects.bulk_create([seen])
        words.pk, words.observation = None, seen
        words.save(force_insert=True)


def test_the_desk_costs_the_same_with_one_piece_of_evidence_of_each_kind_and_with_thirty(sign_in: SignIn) -> None:
    case = scenes.an_application()
    client, address = sign_in(scenes.a_core_member()), reverse("cases:inspect", args=[case.pk])

    costs = [cost(client, address)]
    more_evidence(case, 2)
    costs.append(cost(client, address))
    copies_of_a_dialogue(case, 27)

    # PostgreSQL answers thirteen of them in three trips.
    assert [*costs, cost(client, address)] == [21, 21, 21]


def test_the_desk_costs_the_same_after_one_review_and_after_three_with_talk(sign_in: SignIn) -> None:
    case = scenes.an_application(scenes.a_not_yet_case().enrolment)
    client, address = sign_in(scenes.a_core_member()), reverse("cases:inspect", args=[case.pk])

    before = cost(client, address)
    more_reviews(case, 3)
    for number in range(3):
        actions.ask_candidate(case_id=case.pk, text=f"{number}?", by=scenes.a_core_member())

    assert [before, cost(client, address)] == [27, 27]


def test_the_candidates_page_costs_the_same_after_one_review_and_after_fifty(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    client, address = sign_in(person_of(case)), reverse("review:status", args=["facilitator"])

    before = cost(client, address)
    more_reviews(case, 49)

    assert [before, cost(client, address)] == [8, 8]


def test_applying_again_costs_the_same_after_one_review_and_after_fifty(sign_in: SignIn) -> None:
    case = scenes.a_not_yet_case()
    client, address = sign_in(person_of(case)), reverse("review:apply", args=["facilitator"])

    before = cost(client, address)
    more_reviews(case, 49)

    assert [before, cost(client, address)] == [8, 8]


def more_reviews(case: Case, count: int) -> None:
    Review.objects.bulk_create(
        Review(
            round=Round.objects.get(case=case, number=1),
            reviewer=UserFactory.create(),
            decision=Review.Decision.NOT_YET,
            reason="I wasn't sure.",
            decided_at=scenes.NOW,
        )
        for _ in range(count)
    )
