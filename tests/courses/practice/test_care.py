"""After a dialogue: where to find support, asking to talk, and words that nobody ever gets."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.practice import queries
from courses.practice.actions import care
from courses.practice.models import CareWish, Dialogue, Pairing, PairingWish, SupportPlace
from courses.practice.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SOON = scenes.NOW + timedelta(days=20, hours=3)


@pytest.fixture
def dialogue() -> Dialogue:
    return scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=UserFactory.create()))


def lead_of(dialogue: Dialogue) -> User:
    lead = dialogue.lead
    assert lead is not None
    return lead


def observer_of(dialogue: Dialogue) -> User:
    return Pairing.objects.observers().get(dialogue=dialogue).person


def wish(dialogue: Dialogue, person: User) -> CareWish:
    return care.ask(dialogue_id=dialogue.pk, by=person, clock=scenes.at(SOON))


def test_leads_and_observers_may_ask_and_asking_twice_changes_nothing(dialogue: Dialogue) -> None:
    people = [lead_of(dialogue), observer_of(dialogue)]

    made = [wish(dialogue, person) for person in (*people, *people)]

    assert made[:2] == made[2:]
    assert {row.person for row in CareWish.objects.all()} == set(people)


def test_the_database_keeps_one_wish_of_a_person_for_a_dialogue(dialogue: Dialogue) -> None:
    made = wish(dialogue, lead_of(dialogue))

    with pytest.raises(IntegrityError), transaction.atomic():
        CareWish.objects.create(dialogue=dialogue, person=made.person, asked_at=SOON)


def test_somebody_who_was_not_there_asks_for_nothing(dialogue: Dialogue) -> None:
    with pytest.raises(Refused) as refusal:
        wish(dialogue, UserFactory.create())

    assert refusal.value.reasons == (Reason.NO_PART,)


def test_three_days_later_the_page_names_another_way(dialogue: Dialogue) -> None:
    late = scenes.at(SOON + timedelta(days=3))

    with pytest.raises(Refused) as refusal:
        care.ask(dialogue_id=dialogue.pk, by=lead_of(dialogue), clock=late)

    assert refusal.value.reasons == (Reason.CARE_LATE,)


def test_the_core_group_hears_of_it_but_nobody_who_is_close(dialogue: Dialogue) -> None:
    lead, apart, close = lead_of(dialogue), scenes.a_core_member(), scenes.a_core_member()
    RelationFactory.create(person=close, other=lead, kind=Relation.Kind.MANAGER)

    wish(dialogue, lead)

    told = {mail.person for mail in OutgoingMail.objects.filter(name="care_wished")}
    assert (apart in told, close in told, lead in told) == (True, False, False)
    assert all(mail.secret for mail in OutgoingMail.objects.filter(name="care_wished"))


def test_a_wish_holds_nothing_of_why() -> None:
    assert {field.name for field in CareWish._meta.get_fields()} == {
        "id", "dialogue", "person", "asked_at", "met_at", "met_by",
    }  # fmt: skip


def test_somebody_of_the_core_group_says_that_they_talked_once(dialogue: Dialogue) -> None:
    made, member = wish(dialogue, lead_of(dialogue)), scenes.a_core_member()

    care.meet(wish_id=made.pk, by=member)
    care.meet(wish_id=made.pk, by=scenes.a_core_member())

    assert CareWish.objects.get().met_by == member


def test_nobody_close_says_that_they_talked(dialogue: Dialogue) -> None:
    made, close = wish(dialogue, lead_of(dialogue)), scenes.a_core_member()
    RelationFactory.create(person=close, other=lead_of(dialogue), kind=Relation.Kind.CONFLICT)

    with pytest.raises(Refused) as refusal:
        care.meet(wish_id=made.pk, by=close)

    assert refusal.value.reasons == (Reason.TOO_CLOSE,)


@pytest.mark.parametrize(
    ("roles", "status"), [([Role.CORE_GROUP], 200), ([Role.PROGRAM_ADMIN], 302), ([Role.CONTENT_ADMIN], 302)]
)
def test_only_the_core_group_reads_who_would_like_to_talk(
    dialogue: Dialogue, sign_in: SignIn, roles: list[Role], status: int
) -> None:
    made = wish(dialogue, lead_of(dialogue))
    client = sign_in(UserFactory.create(roles=roles))

    page = client.get(reverse("care:wishes"))
    client.post(reverse("care:meet", args=[made.pk]))

    assert page.status_code == status
    assert (CareWish.objects.get().met_at is not None) is (status == 200)


def test_who_is_close_does_not_find_the_wish_in_the_list(dialogue: Dialogue) -> None:
    made, close = wish(dialogue, lead_of(dialogue)), scenes.a_core_member()
    RelationFactory.create(person=lead_of(dialogue), other=close, kind=Relation.Kind.CONFLICT)

    found = [list(queries.care_wishes_for(reader, at=SOON)) for reader in (close, scenes.a_core_member())]

    assert found == [[], [made]]


@pytest.mark.parametrize(("who", "status"), [("lead", 200), ("observer", 200), ("other", 404), ("core", 404)])
def test_the_page_is_for_those_who_were_there(dialogue: Dialogue, sign_in: SignIn, who: str, status: int) -> None:
    people = {
        "lead": lead_of(dialogue),
        "observer": observer_of(dialogue),
        "other": UserFactory.create(roles=[Role.TRAINEE]),
        "core": scenes.a_core_member(),
    }

    assert sign_in(people[who]).get(reverse("practice:care", args=[dialogue.pk])).status_code == status


def test_words_of_the_check_out_have_no_name_and_no_form_to_leave_by(dialogue: Dialogue, sign_in: SignIn) -> None:
    body = sign_in(lead_of(dialogue)).get(reverse("practice:care", args=[dialogue.pk])).content.decode()

    before, check_out = body.split("data-check-out")[0], body.split("data-check-out")[1].split("</section>")[0]
    assert len(re.findall("<textarea", check_out)) == 3
    assert re.findall(r"<textarea[^>]*\bname=|<form|formaction|hx-", check_out) == []
    assert before.count("<form") == before.count("</form>")


def test_places_of_support_are_those_of_the_program_or_a_kind_word(dialogue: Dialogue, sign_in: SignIn) -> None:
    client, address = sign_in(lead_of(dialogue)), reverse("practice:care", args=[dialogue.pk])
    before = client.get(address).content.decode()

    SupportPlace.objects.create(title="The chaplain's door", phone="212 555 0100")

    after = client.get(address).content.decode()
    assert ("Somebody you trust" in before, "The chaplain&#x27;s door" in after) == (True, True)


def test_a_program_admin_looks_after_places_of_support(sign_in: SignIn) -> None:
    client = sign_in(scenes.an_admin())

    client.post(reverse("support_places:add"), {"title": "Night line", "link": "night.example.org", "order": "1"})

    assert SupportPlace.objects.get().link == "https://night.example.org"


def test_the_core_group_does_not_change_places_of_support(sign_in: SignIn) -> None:
    sign_in(scenes.a_core_member()).post(reverse("support_places:add"), {"title": "Mine", "order": "1"})

    assert not SupportPlace.objects.exists()


def test_the_load_counts_this_months_dialogues_beside_ones_own_limit(dialogue: Dialogue) -> None:
    observer = observer_of(dialogue)
    PairingWish.objects.create(person=observer, most_per_month=2)
    later = scenes.a_dialogue(dialogue.enrolment, observer=observer, starts_at=scenes.NOW + timedelta(days=45))

    loads = [queries.load_of(observer, at=moment) for moment in (SOON, later.starts_at)]

    assert [(load.dialogues, load.most) for load in loads] == [(1, 2), (1, 2)]
