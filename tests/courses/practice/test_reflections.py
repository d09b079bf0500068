"""What a lead writes for themselves, and who reads it once it is shared."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from certification.review import queries as review
from courses.practice import queries
from courses.practice.actions import reflections
from courses.practice.models import Dialogue, Pairing, Reflection
from courses.practice.rules import Reason
from courses.progress.actions import enrolments
from courses.progress.models import LedgerEvent
from lms.actions import Refused
from lms.mail.models import OutgoingMail
from lms.mail.rendering import words_of
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STAGES = {"check_in": "Slow.", "debrief": "Warm."}


@pytest.fixture
def dialogue() -> Dialogue:
    return scenes.hold(scenes.a_dialogue(scenes.an_enrolment(), observer=UserFactory.create()))


def lead_of(dialogue: Dialogue) -> User:
    lead = dialogue.lead
    assert lead is not None
    return lead


def observer_of(dialogue: Dialogue) -> User:
    return Pairing.objects.observers().get(dialogue=dialogue).person


def write(dialogue: Dialogue) -> Reflection:
    return reflections.save(
        dialogue_id=dialogue.pk,
        answers={"felt": "Nervous, then calm."},
        stages=STAGES,
        scores={"care": 3, "harm": None},
        by=lead_of(dialogue),
    )


def claims(dialogue: Dialogue) -> int:
    return LedgerEvent.objects.filter(subject=f"reflection:{dialogue.pk}").count()


def test_a_draft_is_nobodys_but_the_leads(dialogue: Dialogue) -> None:
    reflection = write(dialogue)

    assert (reflection.by_stage, reflection.scores) == (list(STAGES.items()), {"care": 3, "harm": None})
    assert queries.shared_reflection(dialogue.pk, scenes.a_core_member()) is None
    assert claims(dialogue) == 0


def test_what_another_tab_saved_is_not_overwritten(dialogue: Dialogue) -> None:
    first = write(dialogue)
    later = scenes.at(first.saved_at + timedelta(minutes=1))
    reflections.save(dialogue_id=dialogue.pk, answers={"felt": "Other."}, by=lead_of(dialogue), clock=later)

    with pytest.raises(Refused) as refusal:
        reflections.save(dialogue_id=dialogue.pk, answers={}, by=lead_of(dialogue), seen=first.saved_at)

    assert refusal.value.reasons == (Reason.CHANGED_ELSEWHERE,)
    assert Reflection.objects.get().felt == "Other."


def test_sharing_with_people_alone_counts_nothing_and_stays_hidden_from_the_core_group(dialogue: Dialogue) -> None:
    write(dialogue)

    observer = observer_of(dialogue)
    reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue), with_core_group=False, readers=[observer])

    assert claims(dialogue) == 0
    assert queries.shared_reflection(dialogue.pk, observer) == Reflection.objects.get()
    assert queries.shared_reflection(dialogue.pk, scenes.a_core_member()) is None


def test_sharing_with_the_core_group_later_counts_from_then(dialogue: Dialogue) -> None:
    write(dialogue)
    lead, later = lead_of(dialogue), scenes.NOW + timedelta(days=25)
    reflections.share(dialogue_id=dialogue.pk, by=lead, with_core_group=False, readers=[observer_of(dialogue)])

    reflections.share(dialogue_id=dialogue.pk, by=lead, clock=scenes.at(later))

    assert LedgerEvent.objects.get(subject=f"reflection:{dialogue.pk}").occurred_at == later
    assert list(Reflection.objects.get().readers.all()) == [observer_of(dialogue)]


def test_a_shared_reflection_stays_as_it_is(dialogue: Dialogue) -> None:
    write(dialogue)
    reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue))

    with pytest.raises(Refused) as refusal:
        write(dialogue)

    assert refusal.value.reasons == (Reason.ALREADY_SHARED,)


def test_nothing_to_read_is_not_shared(dialogue: Dialogue) -> None:
    reflections.save(dialogue_id=dialogue.pk, answers={}, scores={"care": 2}, by=lead_of(dialogue))

    with pytest.raises(Refused) as refusal:
        reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue))

    assert refusal.value.reasons == (Reason.WORDS_MISSING,)


def test_it_is_shared_with_people_who_had_a_part_and_nobody_else(dialogue: Dialogue) -> None:
    write(dialogue)

    with pytest.raises(Refused) as refusal:
        reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue), readers=[UserFactory.create()])

    assert refusal.value.reasons == (Reason.READER_WITHOUT_PART,)


def test_possible_readers_are_mentor_co_lead_and_observers() -> None:
    dialogue = scenes.a_dialogue(scenes.an_enrolment(), observer=UserFactory.create())
    co_lead, mentor = UserFactory.create(), UserFactory.create()
    scenes.ask(dialogue, co_lead, Pairing.Part.CO_LEAD)
    RelationFactory.create(person=mentor, other=dialogue.lead, kind=Relation.Kind.MENTOR)
    RelationFactory.create(other=dialogue.lead, kind=Relation.Kind.CONFLICT)

    assert set(queries.possible_readers(dialogue)) == {observer_of(dialogue), co_lead, mentor}


def test_a_new_reader_has_one_mail_without_a_word_of_it(dialogue: Dialogue) -> None:
    write(dialogue)
    observer = observer_of(dialogue)

    reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue), readers=[observer])

    mail = OutgoingMail.objects.get(name="something_to_read")
    assert (mail.person, mail.secret, "reflection" in mail.cause) == (observer, True, False)
    assert "Nervous" not in str(words_of(mail))


def test_a_reviewer_reads_what_is_shared_with_the_core_group_only() -> None:
    case = scenes.an_application()
    Reflection.objects.update(with_core_group=False)

    held = review.desk(case, scenes.a_core_member(), at=scenes.NOW).proof.held
    assert [row.reflection for row in held] == [None]


def test_a_new_training_takes_over_what_the_core_group_may_read() -> None:
    first = scenes.an_enrolment()
    assert first.person is not None
    counted, kept = (scenes.hold(scenes.a_dialogue(first)) for _ in range(2))
    scenes.reflect(counted)
    scenes.reflect(kept)
    Reflection.objects.filter(dialogue=kept).update(with_core_group=False)
    release = scenes.a_release(slug="mentor")

    second = enrolments.enrol(person=first.person, pathway_slug=release.pathway.slug, by=first.person)

    adopted = LedgerEvent.objects.filter(enrolment=second, subject__startswith="reflection:")
    assert [event.subject for event in adopted] == [f"reflection:{counted.pk}"]


def test_a_co_lead_finds_no_reflection_to_write(dialogue: Dialogue, sign_in: SignIn) -> None:
    fresh = scenes.a_dialogue(dialogue.enrolment)
    co_lead = UserFactory.create()
    scenes.ask(fresh, co_lead, Pairing.Part.CO_LEAD)

    assert sign_in(co_lead).get(reverse("practice:reflect", args=[fresh.pk])).status_code == 404


def test_a_co_lead_is_shown_the_debrief_and_not_somebody_elses_reflection(dialogue: Dialogue, sign_in: SignIn) -> None:
    fresh = scenes.a_dialogue(dialogue.enrolment, observer=UserFactory.create())
    co_lead = UserFactory.create()
    scenes.ask(fresh, co_lead, Pairing.Part.CO_LEAD)
    scenes.hold(fresh)

    page = sign_in(co_lead).get(fresh.get_absolute_url()).content.decode()

    assert [reverse(f"practice:{name}", args=[fresh.pk]) in page for name in ("debrief", "reflect")] == [True, False]


@pytest.mark.parametrize(
    ("reader", "status"),
    [("lead", 200), ("core", 200), ("observer", 404), ("other", 404), ("admin", 404), ("superuser", 404)],
)
def test_a_reflection_shared_with_the_core_group_opens_for_them_and_its_writer(
    dialogue: Dialogue, sign_in: SignIn, reader: str, status: int
) -> None:
    write(dialogue)
    reflections.share(dialogue_id=dialogue.pk, by=lead_of(dialogue))
    people = {
        "lead": lead_of(dialogue),
        "core": scenes.a_core_member(),
        "observer": observer_of(dialogue),
        "other": UserFactory.create(roles=[Role.TRAINEE]),
        "admin": scenes.an_admin(),
        "superuser": UserFactory.create(is_superuser=True),
    }

    answer = sign_in(people[reader]).get(reverse("practice:reflection", args=[dialogue.pk]))

    assert answer.status_code == status


def test_the_page_keeps_as_one_writes_and_says_when_another_tab_was_faster(dialogue: Dialogue, sign_in: SignIn) -> None:
    client, address = sign_in(lead_of(dialogue)), reverse("practice:keep_reflection", args=[dialogue.pk])

    first = client.post(address, {"felt": "Calm.", "stage_check_in": "Slow.", "own_care": "none", "seen": ""})
    stale = client.post(address, {"felt": "Other.", "seen": "2026-01-01T00:00:00+00:00"})

    assert (first.status_code, stale.status_code) == (200, 409)
    kept = Reflection.objects.get()
    assert (kept.felt, kept.stages, kept.scores) == ("Calm.", {"check_in": "Slow."}, {"care": None})
    assert first.json()["seen"] == kept.saved_at.isoformat()


def test_without_script_both_versions_stand_on_the_page_and_the_next_save_keeps_what_is_typed(
    dialogue: Dialogue, sign_in: SignIn
) -> None:
    write(dialogue)
    client, address = sign_in(lead_of(dialogue)), reverse("practice:reflect", args=[dialogue.pk])

    page = client.post(address, {"felt": "Typed here.", "seen": "2026-01-01T00:00:00+00:00"})
    body = page.content.decode()
    client.post(address, {"felt": "Typed here.", "seen": page.context["form"]["seen"].value()})

    assert ("Typed here." in body, "Nervous, then calm." in body) == (True, True)
    assert Reflection.objects.get().felt == "Typed here."


def test_the_whole_way_by_the_pages(dialogue: Dialogue, sign_in: SignIn) -> None:
    client = sign_in(lead_of(dialogue))

    saved = client.post(reverse("practice:reflect", args=[dialogue.pk]), {"learn": "To wait.", "choose": "1"})
    shared = client.post(saved.headers["Location"], {"with_core_group": "on"})

    assert shared.headers["Location"] == reverse("practice:reflection", args=[dialogue.pk])
    assert Reflection.objects.get().is_with_core_group


def test_choosing_no_reader_says_so_at_the_form(dialogue: Dialogue, sign_in: SignIn) -> None:
    write(dialogue)

    page = sign_in(lead_of(dialogue)).post(reverse("practice:share_reflection", args=[dialogue.pk]), {})

    assert page.context["form"].non_field_errors() == ["Choose at least one reader."]
    assert Reflection.objects.get().shared_at is None


def test_a_level_that_the_rubric_does_not_have_is_asked_again(dialogue: Dialogue, sign_in: SignIn) -> None:
    page = sign_in(lead_of(dialogue)).post(reverse("practice:reflect", args=[dialogue.pk]), {"own_care": "9"})

    assert list(page.context["form"].errors) == ["own_care"]
    assert isinstance(page.context["form"].errors.as_data()["own_care"][0], ValidationError)
