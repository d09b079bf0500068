"""A private concern: who raises it, who reads it, what opens it, and all the places where it never stands."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from courses.practice import queries
from courses.practice.actions import concerns
from courses.practice.models import Concern, ConcernEntry, Dialogue, Pairing
from courses.practice.queries import Seat
from courses.practice.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.courses.practice.concern_scenes import (
    ANSWER,
    DUE,
    HELD,
    OPENLY,
    SECRET,
    a_concern,
    a_held_dialogue,
    answered,
    everybody,
    lead_of,
    observer_of,
    opened,
)
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def dialogue() -> Dialogue:
    return a_held_dialogue()


def refused(concern_of: Dialogue, *, owner: User | None = None, by: User | None = None) -> tuple[str, ...]:
    with pytest.raises(Refused) as refusal:
        a_concern(concern_of, owner=owner, by=by)
    return tuple(str(reason) for reason in refusal.value.reasons)


# --- raising --------------------------------------------------------------------------------------


def test_observer_co_lead_mentor_and_core_group_may_raise_one() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=UserFactory.create())
    co_lead, mentor = UserFactory.create(), UserFactory.create()
    scenes.ask(dialogue, co_lead, Pairing.Part.CO_LEAD)
    RelationFactory.create(person=mentor, other=dialogue.lead, kind=Relation.Kind.MENTOR)
    scenes.hold(dialogue)

    people = [observer_of(dialogue), co_lead, mentor, scenes.a_core_member()]

    assert [a_concern(dialogue, by=person).raised_by for person in people] == people


def test_nobody_else_raises_one(dialogue: Dialogue) -> None:
    people = [UserFactory.create(), lead_of(dialogue), scenes.an_admin(), UserFactory.create(is_superuser=True)]

    assert [refused(dialogue, by=person) for person in people] == [(Reason.NO_PART,)] * 4


def test_its_owner_is_of_the_core_group_or_a_program_admin(dialogue: Dialogue) -> None:
    admin = scenes.an_admin()

    assert a_concern(dialogue, owner=admin).owner == admin
    assert refused(dialogue, owner=UserFactory.create(roles=[Role.TRAINEE])) == (Reason.OWNER_UNKNOWN,)


@pytest.mark.parametrize("kind", [Relation.Kind.MENTOR, Relation.Kind.MANAGER, Relation.Kind.CONFLICT])
def test_its_owner_is_nobody_close_to_the_person(dialogue: Dialogue, kind: Relation.Kind) -> None:
    owner = scenes.a_core_member()
    RelationFactory.create(person=owner, other=lead_of(dialogue), kind=kind)

    assert refused(dialogue, owner=owner) == (Reason.TOO_CLOSE,)
    assert owner not in queries.possible_owners(lead_of(dialogue), observer_of(dialogue))


def test_its_owner_is_neither_who_raises_it_nor_whom_it_is_about() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment(scenes.a_core_member())))
    observer = observer_of(dialogue)

    assert refused(dialogue, owner=observer) == (Reason.TOO_CLOSE,)
    assert refused(dialogue, owner=lead_of(dialogue)) == (Reason.TOO_CLOSE,)


def test_the_database_refuses_an_owner_whom_it_is_about(dialogue: Dialogue) -> None:
    concern = a_concern(dialogue)

    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(owner=concern.about)


def test_it_is_raised_by_the_page_and_its_day_is_a_week_ahead_unless_chosen(
    dialogue: Dialogue, sign_in: SignIn
) -> None:
    client, address = sign_in(observer_of(dialogue)), reverse("practice:raise_concern", args=[dialogue.pk])
    owner = scenes.a_core_member()
    week = timezone.localdate() + timedelta(days=7)

    shown = client.get(address).context["form"]["due_on"].value()
    client.post(address, {"kind": "wellbeing", "text": SECRET, "owner": owner.pk, "due_on": week.isoformat()})

    assert (shown, Concern.objects.get().due_on, Concern.objects.get().owner) == (week, week, owner)


def test_a_day_that_is_too_far_is_said_at_its_field_and_nothing_typed_is_lost(
    dialogue: Dialogue, sign_in: SignIn
) -> None:
    far = timezone.localdate() + timedelta(days=31)
    told = {"kind": "harm", "text": SECRET, "owner": scenes.a_core_member().pk, "due_on": far.isoformat()}

    page = sign_in(observer_of(dialogue)).post(reverse("practice:raise_concern", args=[dialogue.pk]), told)

    assert (list(page.context["form"].errors), SECRET in page.content.decode()) == (["due_on"], True)


# --- reading --------------------------------------------------------------------------------------


def seats(concern: Concern, people: dict[str, User]) -> dict[str, Seat | None]:
    found = {name: queries.heard(concern.pk, person) for name, person in people.items()}
    return {name: heard.seat if heard else None for name, heard in found.items()}


def test_only_its_owner_and_who_raised_it_read_it(dialogue: Dialogue) -> None:
    concern = a_concern(dialogue)
    people = everybody(dialogue, concern)

    nobody = dict.fromkeys(set(people) - {"owner", "raiser"})
    assert seats(concern, people) == {"owner": Seat.OWNER, "raiser": Seat.RAISER, **nobody}


def test_once_said_openly_the_person_reads_the_open_words_and_no_others(dialogue: Dialogue) -> None:
    concern = opened(a_concern(dialogue))
    concerns.note(concern_id=concern.pk, text="quokka-note", by=concern.owner)

    heard = queries.heard(concern.pk, concern.about)

    assert heard is not None
    assert (heard.seat, [entry.text for entry in heard.entries]) == (Seat.CONCERNED, [OPENLY])


def test_who_raised_it_reads_no_notes_and_no_answer(dialogue: Dialogue) -> None:
    concern = answered(a_concern(dialogue))
    concerns.note(concern_id=concern.pk, text="quokka-note", by=concern.owner)
    concerns.close(concern_id=concern.pk, outcome="We talked.", by=concern.owner)

    heard = queries.heard(concern.pk, concern.raised_by)

    assert heard is not None
    assert [entry.text for entry in heard.entries] == [SECRET, OPENLY, "We talked."]


def test_the_pages_answer_nobody_else(dialogue: Dialogue, sign_in: SignIn) -> None:
    concern = a_concern(dialogue)
    people = everybody(dialogue, concern)
    clients = {name: sign_in(person) for name, person in people.items()}

    public = {name: each.get(reverse("practice:concern", args=[concern.pk])) for name, each in clients.items()}
    staff = {name: each.get(reverse("concerns:one", args=[concern.pk])) for name, each in clients.items()}

    assert {name for name, page in public.items() if page.status_code in (200, 302)} == {"owner", "raiser"}
    assert {name for name, page in staff.items() if page.status_code == 200} == {"owner"}


@pytest.mark.parametrize("verb", ["note", "say_openly", "hand_on", "close"])
def test_nobody_but_its_owner_does_anything_with_it(dialogue: Dialogue, sign_in: SignIn, verb: str) -> None:
    concern = a_concern(dialogue)
    others = {name: person for name, person in everybody(dialogue, concern).items() if name != "owner"}
    sent = {"note-text": "x", "open-text": "x", "close-text": "x", "hand-owner": others["core"].pk}

    for person in others.values():
        sign_in(person).post(reverse(f"concerns:{verb}", args=[concern.pk]), sent)

    now = Concern.objects.get()
    assert (now.opened_at, now.closed_at, now.owner) == (None, None, concern.owner)
    assert ConcernEntry.objects.count() == 1


def test_the_person_answers_only_what_was_said_openly(dialogue: Dialogue, sign_in: SignIn) -> None:
    concern = a_concern(dialogue)
    client, address = sign_in(concern.about), reverse("practice:answer_concern", args=[concern.pk])

    before = client.post(address, {"text": ANSWER})
    opened(concern)
    after = client.post(address, {"text": ANSWER})

    assert (before.status_code, after.status_code) == (404, 302)
    assert ConcernEntry.objects.filter(kind="answer").count() == 1


def test_the_person_may_answer_after_it_was_closed(dialogue: Dialogue) -> None:
    concern = opened(a_concern(dialogue))
    concerns.close(concern_id=concern.pk, outcome="We talked.", by=concern.owner)

    concerns.answer(concern_id=concern.pk, text=ANSWER, by=concern.about)

    assert queries.open_concerns_about([dialogue.enrolment_id]) == [concern]


def test_its_owner_looks_after_it_by_the_staff_page(dialogue: Dialogue, sign_in: SignIn) -> None:
    concern = a_concern(dialogue)
    client, address = sign_in(concern.owner), reverse("concerns:one", args=[concern.pk])

    listed = client.get(reverse("concerns:mine")).content.decode()
    client.post(reverse("concerns:note", args=[concern.pk]), {"note-text": "Called her."})
    empty = client.post(reverse("concerns:close", args=[concern.pk]), {"close-text": ""})
    client.post(reverse("concerns:close", args=[concern.pk]), {"close-text": "We talked."})

    assert (str(concern.about) in listed, list(empty.context["closing"].errors)) == (True, ["text"])
    assert "We talked." in client.get(address).content.decode()


# --- handing on, and being late -------------------------------------------------------------------


def test_whom_it_is_handed_to_reads_it_and_who_had_it_no_longer_does(dialogue: Dialogue) -> None:
    concern, heir = a_concern(dialogue), scenes.a_core_member()
    before = concern.owner

    concerns.hand_on(concern_id=concern.pk, owner=heir, by=before)

    assert seats(concern, {"before": before, "heir": heir}) == {"before": None, "heir": Seat.OWNER}


def test_a_program_admin_hands_on_what_is_late_and_its_new_owner_has_a_week(dialogue: Dialogue) -> None:
    concern, heir = a_concern(dialogue), scenes.a_core_member()
    day_after = scenes.at(HELD + timedelta(days=8))

    concerns.hand_on(concern_id=concern.pk, owner=heir, by=scenes.an_admin(), clock=day_after)

    concern.refresh_from_db()
    assert (concern.owner, concern.due_on) == (heir, DUE + timedelta(days=8))


def test_a_program_admin_hands_on_nothing_before_its_day_has_passed(dialogue: Dialogue) -> None:
    concern = a_concern(dialogue)

    with pytest.raises(Refused) as refusal:
        concerns.hand_on(
            concern_id=concern.pk, owner=scenes.a_core_member(), by=scenes.an_admin(), clock=scenes.at(HELD)
        )

    assert refusal.value.reasons == (Reason.NOT_THE_OWNER,)


def test_it_is_handed_to_nobody_close_and_not_to_who_raised_it() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))
    concern, close = a_concern(dialogue), scenes.a_core_member()
    RelationFactory.create(person=close, other=lead_of(dialogue), kind=Relation.Kind.CONFLICT)

    for heir in (close, concern.raised_by):
        with pytest.raises(Refused) as refusal:
            concerns.hand_on(concern_id=concern.pk, owner=heir, by=concern.owner)
        assert refusal.value.reasons == (Reason.TOO_CLOSE,)


def test_a_program_admin_sees_that_one_is_late_and_nothing_of_it(dialogue: Dialogue, sign_in: SignIn) -> None:
    concern = a_concern(dialogue)

    page = sign_in(scenes.an_admin()).get(reverse("concerns:late"))

    body, hidden = page.content.decode(), (SECRET, dialogue.topic, "harm", f">{concern.raised_by}<")
    assert f"Concern {concern.pk}" in body
    assert [words for words in (*hidden, f">{concern.about}<") if words in body] == []


def test_a_program_admin_does_not_see_that_one_is_about_themselves() -> None:
    admin = UserFactory.create(roles=[Role.TRAINEE, Role.PROGRAM_ADMIN])
    a_concern(scenes.hold(scenes.a_dialogue(scenes.an_enrolment(admin))))

    late = [
        list(queries.late_for_admin(reader, today=DUE + timedelta(days=1))) for reader in (admin, scenes.an_admin())
    ]

    assert [len(found) for found in late] == [0, 1]


def test_a_concern_whose_owner_left_is_late_at_once(dialogue: Dialogue) -> None:
    concern = a_concern(dialogue)
    concern.owner.groups.clear()

    assert list(queries.late_concerns(DUE - timedelta(days=3))) == [concern]


@pytest.mark.parametrize("roles", [[Role.CORE_GROUP], [Role.TRAINEE], [Role.CONTENT_ADMIN]])
def test_nobody_but_program_admins_sees_what_is_late(dialogue: Dialogue, sign_in: SignIn, roles: list[Role]) -> None:
    a_concern(dialogue)

    page = sign_in(UserFactory.create(roles=roles)).get(reverse("concerns:late"))

    # Who enters the staff pages is led back from what isn't theirs; others don't enter.
    assert page.status_code == (403 if roles == [Role.TRAINEE] else 302)


def reminders() -> list[tuple[str, User | None]]:
    rows = OutgoingMail.objects.filter(name__startswith="concern_").order_by("pk")
    return [(mail.name, mail.person) for mail in rows]


def test_reminders_leave_on_the_day_and_after_it_each_once(dialogue: Dialogue) -> None:
    concern, admin = a_concern(dialogue), scenes.an_admin()
    others = User.objects.filter(groups__name=Role.PROGRAM_ADMIN).exclude(pk=admin.pk)
    others.update(is_active=False)
    day = HELD + timedelta(days=7)

    for moment in (day - timedelta(days=1), day, day, day + timedelta(days=1), day + timedelta(days=2)):
        concerns.remind(clock=scenes.at(moment))

    assert reminders() == [
        ("concern_due", concern.owner),
        ("concern_late", concern.owner),
        ("concern_without_answer", admin),
    ]


def test_a_closed_concern_reminds_nobody(dialogue: Dialogue) -> None:
    concern = a_concern(dialogue)
    concerns.close(concern_id=concern.pk, outcome="We talked.", by=concern.owner)

    concerns.remind(clock=scenes.at(HELD + timedelta(days=8)))

    assert reminders() == []
