"""The debrief: who comes to it, when it opens, what it shows at which price, and what is agreed on there."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.practice import queries
from courses.practice.actions import debrief, observations, reflections
from courses.practice.models import DebriefEntry, Dialogue, FeedbackRound, Note, Pairing, Reflection
from courses.practice.queries import Place
from courses.practice.rules import Awaited, Beside, Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SOON = scenes.NOW + timedelta(days=21)
LONG_AFTER = scenes.NOW + timedelta(days=90)


@pytest.fixture
def dialogue() -> Dialogue:
    """Held, with two observers, one of the core group, of whom nobody has handed in."""
    made = scenes.a_dialogue(scenes.an_enrolment(), observer=UserFactory.create())
    scenes.ask_to_observe(made, scenes.a_core_member())
    return scenes.hold(made)


def lead_of(dialogue: Dialogue) -> User:
    lead = dialogue.lead
    assert lead is not None
    return lead


def observers_of(dialogue: Dialogue) -> list[User]:
    rows = Pairing.objects.observers().filter(dialogue=dialogue).select_related("person").order_by("pk")
    return [row.person for row in rows]


def hand_in(dialogue: Dialogue, observer: User, level: int = 3) -> None:
    written = observations.Written(
        scores=dict.fromkeys(scenes.COMPETENCIES, level), strengths="Calm.", one_thing="Wait.", readiness="ready"
    )
    observations.hand_in(dialogue_id=dialogue.pk, written=written, by=observer, clock=scenes.at(SOON))


def everything_is_in(dialogue: Dialogue) -> Dialogue:
    scenes.observe(dialogue)
    scenes.reflect(dialogue)
    FeedbackRound.objects.filter(dialogue=dialogue).update(closed_at=SOON)
    return dialogue


def place(dialogue: Dialogue, reader: User) -> Place | None:
    whole = queries.dialogue_to_debrief(dialogue.pk)
    assert whole is not None
    return queries.place_of(whole, reader)


def page_of(dialogue: Dialogue, reader: User, at: datetime = LONG_AFTER) -> queries.Debrief:
    whole = queries.dialogue_to_debrief(dialogue.pk)
    assert whole is not None
    seat = queries.place_of(whole, reader)
    assert seat is not None
    return queries.debrief_for(whole, reader, seat, at=at)


def test_lead_co_lead_and_core_group_come_to_it() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    co_lead = UserFactory.create()
    scenes.ask(dialogue, co_lead, Pairing.Part.CO_LEAD)
    scenes.hold(dialogue)

    readers = [lead_of(dialogue), co_lead, scenes.a_core_member()]

    assert [place(dialogue, reader) for reader in readers] == [Place.LEAD, Place.CO_LEAD, Place.CORE_GROUP]


def test_an_observer_comes_to_it_after_handing_in_and_not_before(dialogue: Dialogue) -> None:
    observer, member = observers_of(dialogue)
    before = [place(dialogue, observer), place(dialogue, member)]

    scenes.observe(dialogue)

    assert before == [None, None]
    assert [place(dialogue, observer), place(dialogue, member)] == [Place.OBSERVER, Place.CORE_GROUP]


def test_somebody_asked_to_observe_who_is_of_the_core_group_is_blind_too(dialogue: Dialogue) -> None:
    member = scenes.a_core_member()
    Pairing.objects.create(dialogue=dialogue, person=member, asked_at=scenes.NOW)

    assert place(dialogue, member) is None


@pytest.mark.parametrize("named", [True, False])
def test_a_mentor_comes_to_it_once_the_lead_named_them_as_a_reader(dialogue: Dialogue, named: bool) -> None:
    mentor = UserFactory.create()
    RelationFactory.create(person=mentor, other=lead_of(dialogue), kind=Relation.Kind.MENTOR)
    reflections.save(dialogue_id=dialogue.pk, answers={"felt": "Calm."}, by=lead_of(dialogue))
    reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue), readers=[mentor] if named else [])

    assert place(dialogue, mentor) is (Place.MENTOR if named else None)


@pytest.mark.parametrize("roles", [[], [Role.TRAINEE], [Role.PROGRAM_ADMIN], [Role.CONTENT_ADMIN]])
def test_nobody_else_comes_to_it(dialogue: Dialogue, sign_in: SignIn, roles: list[Role]) -> None:
    reader = UserFactory.create(roles=roles)

    assert sign_in(reader).get(reverse("practice:debrief", args=[dialogue.pk])).status_code == 404


def test_a_superuser_is_nobody_to_a_debrief(dialogue: Dialogue, sign_in: SignIn) -> None:
    reader = UserFactory.create(is_superuser=True)

    assert sign_in(reader).get(reverse("practice:debrief", args=[dialogue.pk])).status_code == 404


def test_it_says_what_it_waits_for_and_from_whom(dialogue: Dialogue) -> None:
    first, second = observers_of(dialogue)
    hand_in(dialogue, first)
    FeedbackRound.objects.get_or_create(
        dialogue=dialogue, defaults={"code": "abc", "opened_at": SOON, "closes_at": LONG_AFTER}
    )
    FeedbackRound.objects.update(closed_at=None)

    page = page_of(dialogue, lead_of(dialogue), at=SOON)

    assert [(row.what, row.people) for row in page.waits] == [
        (Awaited.OBSERVATION, (second,)),
        (Awaited.FEEDBACK, ()),
        (Awaited.REFLECTION, (lead_of(dialogue),)),
    ]


def test_before_it_opens_the_page_shows_no_score_and_no_words(dialogue: Dialogue, sign_in: SignIn) -> None:
    member = observers_of(dialogue)[0]
    hand_in(dialogue, member)
    Dialogue.objects.update(starts_at=LONG_AFTER)
    whole = queries.dialogue_to_debrief(dialogue.pk)
    assert whole is not None
    whole.stages.update(started_at=LONG_AFTER, ended_at=LONG_AFTER)

    body = sign_in(lead_of(dialogue)).get(reverse("practice:debrief", args=[dialogue.pk])).content.decode()

    assert ("Not open yet" in body, "Calm." in body) == (True, False)


def test_own_view_and_observers_views_stand_beside_each_other(dialogue: Dialogue) -> None:
    for observer, level in zip(observers_of(dialogue), (2, 3), strict=True):
        hand_in(dialogue, observer, level)
    scores = {"frame": 4, "care": 2, "concept": None}
    reflections.save(dialogue_id=dialogue.pk, answers={"felt": "Calm."}, scores=scores, by=lead_of(dialogue))

    rows = page_of(dialogue, lead_of(dialogue)).compared

    assert [(row.own, row.others, row.beside) for row in rows[:3]] == [
        (4, (2, 3), Beside.HIGHER),
        (2, (2, 3), Beside.ALIKE),
        (None, (2, 3), Beside.UNKNOWN),
    ]


def test_a_reflection_that_is_not_shared_with_a_reader_shows_them_nothing_of_it(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    Reflection.objects.update(with_core_group=False, scores={"frame": 1}, stages={"check_in": "Slow."})

    page = page_of(dialogue, scenes.a_core_member())

    assert (page.reflection, {row.own for row in page.compared}, {row.own for row in page.stages}) == (
        None,
        {None},
        {""},
    )


def test_each_stage_has_what_was_seen_in_it_and_what_the_lead_says_of_it(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    Reflection.objects.update(stages={"frame": "Too fast."})
    observer = observers_of(dialogue)[0]
    common = {"dialogue": dialogue, "author": observer, "stage": "frame", "noted_at": SOON}
    seen = Note.objects.create(**common, kind=Note.Kind.SEEN, text="Named the time.")
    Note.objects.create(**common, kind=Note.Kind.OWN, text="For me.")

    stage = page_of(dialogue, lead_of(dialogue)).stages[2]

    assert (stage.row.stage, stage.notes, stage.own, stage.row.minutes) == ("frame", (seen,), "Too fast.", 10)


def test_notes_of_an_observer_who_has_not_handed_in_stay_theirs(dialogue: Dialogue) -> None:
    first, second = observers_of(dialogue)
    hand_in(dialogue, first)
    Note.objects.create(dialogue=dialogue, author=second, kind=Note.Kind.SEEN, stage="frame", text="Hm.", noted_at=SOON)

    assert {stage.notes for stage in page_of(dialogue, lead_of(dialogue)).stages} == {()}


def test_development_runs_over_the_held_dialogues_in_time(dialogue: Dialogue) -> None:
    scenes.observe(dialogue, level=2)
    later = scenes.a_dialogue(dialogue.enrolment, starts_at=scenes.NOW + timedelta(days=40))
    scenes.observe(scenes.hold(later), level=4)

    grown = page_of(dialogue, lead_of(dialogue)).development

    assert grown is not None
    assert (list(grown.dialogues), grown.rows[0]) == ([dialogue, later], ("frame", (2.0, 4.0)))


def test_an_observer_sees_nothing_of_the_leads_other_dialogues(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)

    assert page_of(dialogue, observers_of(dialogue)[0]).development is None


def test_somebody_of_the_core_group_does_not_see_a_dialogue_that_they_have_yet_to_score(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    member = scenes.a_core_member()
    later = scenes.a_dialogue(dialogue.enrolment, observer=member, starts_at=scenes.NOW + timedelta(days=40))
    other = UserFactory.create()
    scenes.ask_to_observe(later, other)
    hand_in_later = scenes.hold(later)
    hand_in(hand_in_later, other, 4)

    grown = page_of(dialogue, member).development

    assert grown is not None
    assert grown.dialogues == (dialogue,)


def test_an_aim_is_agreed_on_by_the_other_side(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    lead, member = lead_of(dialogue), scenes.a_core_member()
    debrief.word_aim(dialogue_id=dialogue.pk, aim="Leave a pause", by=lead, clock=scenes.at(SOON))

    with pytest.raises(Refused) as refusal:
        debrief.agree_on_aim(dialogue_id=dialogue.pk, seen=SOON, by=lead)
    debrief.agree_on_aim(dialogue_id=dialogue.pk, seen=SOON, by=member, clock=scenes.at(SOON))

    assert refusal.value.reasons == (Reason.OTHER_SIDE_AGREES,)
    dialogue.refresh_from_db()
    assert (dialogue.next_aim_agreed_by, dialogue.next_aim_agreed_at) == (member, SOON)
    assert queries.agreed_aim_of(lead) == "Leave a pause"


def test_nobody_agrees_to_words_that_they_have_not_seen(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    lead, member = lead_of(dialogue), scenes.a_core_member()
    debrief.word_aim(dialogue_id=dialogue.pk, aim="Leave a pause", by=member, clock=scenes.at(SOON))
    debrief.word_aim(dialogue_id=dialogue.pk, aim="Speak less", by=member, clock=scenes.at(LONG_AFTER))

    with pytest.raises(Refused) as refusal:
        debrief.agree_on_aim(dialogue_id=dialogue.pk, seen=SOON, by=lead)

    assert refusal.value.reasons == (Reason.CHANGED_ELSEWHERE,)


def test_new_words_for_an_aim_have_to_be_agreed_on_anew(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    lead, member = lead_of(dialogue), scenes.a_core_member()
    debrief.word_aim(dialogue_id=dialogue.pk, aim="Leave a pause", by=member, clock=scenes.at(SOON))
    debrief.agree_on_aim(dialogue_id=dialogue.pk, seen=SOON, by=lead)

    debrief.word_aim(dialogue_id=dialogue.pk, aim="Speak less", by=member)

    assert queries.agreed_aim_of(lead) == ""


def test_an_observer_words_no_aim(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)

    with pytest.raises(Refused) as refusal:
        debrief.word_aim(dialogue_id=dialogue.pk, aim="Mine", by=observers_of(dialogue)[0])

    assert refusal.value.reasons == (Reason.NO_PART,)


def test_the_agreed_aim_is_what_the_next_plan_asks_to_watch(dialogue: Dialogue, sign_in: SignIn) -> None:
    Dialogue.objects.update(next_aim="Leave a pause", next_aim_at=SOON, next_aim_agreed_at=SOON)

    page = sign_in(lead_of(dialogue)).get(reverse("practice:propose"))

    assert page.context["form"]["aim"].value() == "Leave a pause"


def test_the_lead_answers_and_observers_hear_of_it_without_a_word(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    OutgoingMail.objects.all().delete()

    debrief.say(dialogue_id=dialogue.pk, text="I froze there.", by=lead_of(dialogue))

    mails = OutgoingMail.objects.filter(name="something_to_read")
    assert {mail.person for mail in mails} == set(observers_of(dialogue))
    assert not any("froze" in str(words_of(mail)) for mail in mails)


def test_nothing_is_said_before_the_debrief_is_open(dialogue: Dialogue) -> None:
    with pytest.raises(Refused) as refusal:
        debrief.say(dialogue_id=dialogue.pk, text="Early.", by=lead_of(dialogue), clock=scenes.at(SOON))

    assert refusal.value.reasons == (Reason.DEBRIEF_WAITS,)


@pytest.mark.parametrize("route", ["say", "word_aim", "agree_on_aim"])
def test_a_stranger_says_and_agrees_to_nothing(dialogue: Dialogue, sign_in: SignIn, route: str) -> None:
    stranger = sign_in(UserFactory.create(roles=[Role.TRAINEE]))

    answer = stranger.post(reverse(f"practice:{route}", args=[dialogue.pk]), {"text": "Hm.", "aim": "Hm."})

    assert (answer.status_code, DebriefEntry.objects.exists()) == (404, False)


def test_an_empty_answer_is_asked_again_at_its_field(dialogue: Dialogue, sign_in: SignIn) -> None:
    everything_is_in(dialogue)

    page = sign_in(lead_of(dialogue)).post(reverse("practice:say", args=[dialogue.pk]), {"text": " "})

    assert list(page.context["saying"].errors) == ["text"]


def test_a_made_up_moment_agrees_to_nothing(dialogue: Dialogue, sign_in: SignIn) -> None:
    everything_is_in(dialogue)
    debrief.word_aim(dialogue_id=dialogue.pk, aim="Pause", by=scenes.a_core_member())

    sign_in(lead_of(dialogue)).post(reverse("practice:agree_on_aim", args=[dialogue.pk]), {"seen": "2026-99-99T99:99"})

    dialogue.refresh_from_db()
    assert dialogue.next_aim_agreed_at is None


def cost(dialogue: Dialogue, reader: User) -> int:
    """The queries of the page of a reader's debrief, without those of signing in."""
    with CaptureQueriesContext(
        connection,
    ) as found:
        page_of(dialogue, User.objects.get(pk=reader.pk))
    return len(found)


def test_the_debrief_costs_the_same_with_one_of_everything_and_with_three(dialogue: Dialogue) -> None:
    everything_is_in(dialogue)
    lead = lead_of(dialogue)
    before = cost(dialogue, lead)

    for number in range(3):
        other = scenes.a_dialogue(dialogue.enrolment, starts_at=scenes.NOW + timedelta(days=40 + number))
        scenes.observe(scenes.hold(other))
        debrief.say(dialogue_id=dialogue.pk, text="Yes.", by=lead)
        author = observers_of(dialogue)[0]
        Note.objects.create(dialogue=dialogue, author=author, kind="seen", stage="frame", text="Hm.", noted_at=SOON)

    assert [before, cost(dialogue, lead)] == [17, 17]
