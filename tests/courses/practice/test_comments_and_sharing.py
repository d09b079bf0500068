"""Who talks about a plan, who is told, and whose plan others begin from."""

from datetime import timedelta

import pytest
from django.urls import reverse

from courses.practice import queries
from courses.practice.actions import comments, sharing
from courses.practice.models import Dialogue, Pairing, PlanComment
from courses.practice.rules import Reason
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people import personal_data
from lms.people.models import Relation, User
from tests import scenes
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def lead_of(dialogue: Dialogue) -> User:
    assert dialogue.enrolment.person is not None
    return dialogue.enrolment.person


def a_mentor_of(person: User) -> User:
    mentor: User = UserFactory.create()
    RelationFactory.create(person=mentor, other=person, kind=Relation.Kind.MENTOR)
    return mentor


def told(name: str) -> list[User | None]:
    return [row.person for row in OutgoingMail.objects.filter(name=name).select_related("person").order_by("pk")]


@pytest.mark.parametrize("who", ["mentor", "core", "lead", "co-lead"])
def test_leads_mentor_and_core_group_talk_about_a_plan(who: str) -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    lead, co_lead = lead_of(dialogue), UserFactory.create()
    scenes.ask(dialogue, co_lead, Pairing.Part.CO_LEAD)
    people = {"mentor": a_mentor_of(lead), "core": scenes.a_core_member(), "lead": lead, "co-lead": co_lead}

    comments.say(dialogue_id=dialogue.pk, text=" Slower. ", by=people[who])

    assert [row.text for row in queries.comments_on(dialogue)] == ["Slower."]


@pytest.mark.parametrize("who", ["stranger", "observer", "mentor of another"])
def test_nobody_else_talks_about_a_plan(who: str) -> None:
    observer = UserFactory.create()
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=observer)
    people = {
        "stranger": UserFactory.create(),
        "observer": observer,
        "mentor of another": a_mentor_of(UserFactory.create()),
    }

    with pytest.raises(Refused) as refusal:
        comments.say(dialogue_id=dialogue.pk, text="Slower.", by=people[who])

    assert refusal.value.reasons == (Reason.NOT_IN_THE_TALK,)


def test_the_lead_has_one_mail_for_each_comment_and_none_for_the_same_words_twice() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    mentor = a_mentor_of(lead_of(dialogue))

    for text in ("Slower.", "Slower.", "And shorter."):
        comments.say(dialogue_id=dialogue.pk, text=text, by=mentor)

    assert told("plan_comment") == [lead_of(dialogue)] * 2


def test_the_leads_answer_goes_to_whoever_has_said_something() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    lead, core = lead_of(dialogue), scenes.a_core_member()
    a_mentor_of(lead)
    comments.say(dialogue_id=dialogue.pk, text="Slower.", by=core)

    comments.say(dialogue_id=dialogue.pk, text="I will.", by=lead)

    assert told("plan_comment") == [lead, core]


def test_where_nobody_has_said_anything_the_mentor_hears_the_lead() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    mentor = a_mentor_of(lead_of(dialogue))

    comments.say(dialogue_id=dialogue.pk, text="Is this too much?", by=lead_of(dialogue))

    assert told("plan_comment") == [mentor]
    assert reverse("practice:plan", args=[dialogue.pk]) in words_of(OutgoingMail.objects.get(name="plan_comment")).text


def test_a_plan_that_was_led_is_talked_about_no_longer() -> None:
    dialogue = scenes.hold(scenes.a_dialogue(scenes.an_enrolment()))

    with pytest.raises(Refused) as refusal:
        comments.say(dialogue_id=dialogue.pk, text="Slower.", by=scenes.a_core_member())

    assert refusal.value.reasons == (Reason.ALREADY_OVER,)


def test_a_plan_is_shared_without_a_name_until_its_lead_says_so() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    lead = lead_of(dialogue)

    first = sharing.share(dialogue_id=dialogue.pk, by_name=False, by=lead, clock=scenes.at(scenes.NOW))
    later = scenes.at(scenes.NOW + timedelta(days=1))
    again = sharing.share(dialogue_id=dialogue.pk, by_name=True, by=lead, clock=later)

    assert (first.shared_at, first.shared_by_name) == (scenes.NOW, False)
    assert (again.shared_at, again.shared_by_name) == (scenes.NOW, True)


def test_nobody_else_shares_a_plan() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())

    with pytest.raises(Refused):
        sharing.share(dialogue_id=dialogue.pk, by_name=False, by=scenes.a_core_member())


def test_a_shared_plan_gives_its_words_and_neither_aim_nor_time() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    other = UserFactory.create()
    code = f"plan-{dialogue.pk}"
    before = queries.beginning(other, code)

    sharing.share(dialogue_id=dialogue.pk, by_name=False, by=lead_of(dialogue))
    begun = queries.beginning(other, code)

    assert before is None
    assert begun is not None
    assert (begun.topic, begun.details.copied_from_id) == ("Silence and speech", dialogue.pk)
    assert begun.details.stages == queries.details_of(dialogue).stages


def test_a_plan_that_is_shared_no_longer_gives_nothing() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    sharing.share(dialogue_id=dialogue.pk, by_name=False, by=lead_of(dialogue))

    sharing.stop(dialogue_id=dialogue.pk, by=lead_of(dialogue))

    assert queries.beginning(UserFactory.create(), f"plan-{dialogue.pk}") is None


def test_erasing_a_lead_takes_their_plan_and_all_that_was_said_about_it() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment())
    lead = lead_of(dialogue)
    comments.say(dialogue_id=dialogue.pk, text="Slower.", by=scenes.a_core_member())
    dialogue.plan.update(script="My own story.", questions="Mine?")
    sharing.share(dialogue_id=dialogue.pk, by_name=True, by=lead)

    exported = personal_data.export_all(lead)["practice"]
    next(part for part in personal_data.parts() if part.name == "practice").erase(lead)

    assert exported["comments_on_your_plans"][0]["text"] == "Slower."
    assert {row["script"] for row in exported["stages_of_your_plans"]} == {"My own story."}
    assert not PlanComment.objects.exists()
    assert set(dialogue.plan.values_list("script", "questions")) == {("", "")}
    assert not Dialogue.objects.shared().exists()
