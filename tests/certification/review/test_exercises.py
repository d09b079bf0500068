"""Closed applications as exercises: only while the candidate agrees, and blind until one has decided."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from certification.review import queries
from certification.review.actions import exercises, let_practise, no_more
from certification.review.models import Case, ExerciseDecision, ReviewExercise, Round
from certification.review.rules import Reason, Vote
from courses.practice.rules.agreement import Word
from lms.actions import Refused
from lms.people import actions as people
from lms.people import personal_data
from lms.people.models import Relation, User
from lms.people.roles import Role
from tests import scenes
from tests.certification.review.road_scenes import an_exercise_of
from tests.certification.review.test_road_pages import words_of
from tests.conftest import SignIn
from tests.factories import RelationFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = scenes.at(scenes.NOW.replace(month=12))


def a_closed_case() -> Case:
    case = scenes.an_approved_case()
    let_practise(case_id=case.pk, by=candidate_of(case), clock=AT)
    return case


def candidate_of(case: Case) -> User:
    assert case.enrolment.person is not None
    return case.enrolment.person


def an_exercise(case: Case | None = None, *, by: User | None = None) -> ReviewExercise:
    return an_exercise_of(case or a_closed_case(), by=by)


def practise(exercise: ReviewExercise, by: User, decision: Vote = Vote.APPROVE) -> ExerciseDecision:
    return exercises.decide(exercise_id=exercise.pk, decision=decision, reason="I read it.", by=by, clock=AT)


def seen_by(person: User) -> queries.Offered:
    (found,) = queries.exercises_for(person, at=AT())
    return found


# --- agreeing, making, taking back ----------------------------------------------------------------


def test_without_agreement_no_exercise_is_made() -> None:
    case = scenes.an_approved_case()

    with pytest.raises(Refused, match="no_agreement"):
        an_exercise(case)


def test_an_open_application_is_no_exercise() -> None:
    case = scenes.a_not_yet_case()
    let_practise(case_id=case.pk, by=candidate_of(case), clock=AT)

    assert queries.to_make(scenes.an_admin(), at=AT()) == []


def test_who_declared_a_tie_makes_no_exercise_of_it() -> None:
    case = a_closed_case()
    maker = scenes.a_core_member()
    RelationFactory.create(person=maker, kind=Relation.Kind.CONFLICT, other=candidate_of(case))

    assert queries.to_make(maker, at=AT()) == []
    with pytest.raises(Round.DoesNotExist):
        an_exercise(case, by=maker)


def test_an_exercise_keeps_the_words_that_were_read_and_nothing_else_of_the_case() -> None:
    made = an_exercise()

    assert made.document == {"sections": [{"title": "What they wrote", "text": "The candidate let silence work."}]}


def test_the_draft_has_no_name_of_those_around_the_candidate() -> None:
    person = UserFactory.create(display_name="Camila Duarte", roles=[Role.TRAINEE])
    observer = UserFactory.create(display_name="Imani Whitfield", roles=[Role.CORE_GROUP])
    case = scenes.an_application(scenes.a_trainee_ready_to_apply(person, observer=observer))
    Round.objects.filter(case=case).update(words="I, Camila, thank Ms Whitfield.")
    round_ = queries.whole().get(pk=case.pk).rounds.select_related("case__enrolment__syllabus").get()

    draft = queries.draft_of(round_)

    assert draft["What they wrote"] == "I, the candidate, thank Ms an observer."
    assert "I heard it twice." in draft["Observation 1"]
    assert "We slowed down." in draft["Reflection 1"]
    assert not any(name in " ".join(draft.values()) for name in ("Camila", "Duarte", "Imani", "Whitfield"))


def test_taking_the_agreement_back_empties_the_exercise() -> None:
    case = a_closed_case()
    made = an_exercise(case)
    reviewer = scenes.a_core_member()

    no_more(case_id=case.pk, by=candidate_of(case), clock=AT)

    made.refresh_from_db()
    assert (made.document, made.title, made.withdrawn_at) == ({}, "—", AT())
    assert queries.exercises_for(reviewer, at=AT()) == []
    with pytest.raises(Refused, match="exercise_over"):
        practise(made, reviewer)


def test_an_agreement_that_is_gone_hides_the_exercise_whoever_took_it() -> None:
    case = a_closed_case()
    an_exercise(case)
    Case.objects.filter(pk=case.pk).update(exercise_consent_at=None)

    assert queries.exercises_for(scenes.a_core_member(), at=AT()) == []


def test_an_erased_candidate_leaves_an_empty_exercise() -> None:
    case = a_closed_case()
    made = an_exercise(case)

    people.erase(person=candidate_of(case), by=None)

    made.refresh_from_db()
    assert (made.document, made.title) == ({}, "—")


def test_staff_take_an_exercise_back_with_its_words() -> None:
    made = an_exercise()

    exercises.withdraw(exercise_id=made.pk, by=scenes.an_admin(), clock=AT)

    made.refresh_from_db()
    assert (made.document, made.withdrawn_at) == ({}, AT())


# --- deciding -------------------------------------------------------------------------------------


def test_who_decided_then_or_made_it_does_not_practise_on_it() -> None:
    case = a_closed_case()
    maker = scenes.a_core_member()
    made = an_exercise(case, by=maker)
    voter = case.rounds.get().reviews.first()
    assert voter is not None

    for person in (maker, voter.reviewer):
        with pytest.raises(Refused) as refused:
            practise(made, person)
        assert refused.value.reasons == (Reason.KNOWS_THE_ANSWER,)


def test_a_reviewer_decides_once() -> None:
    made, reviewer = an_exercise(), scenes.a_core_member()
    practise(made, reviewer)

    with pytest.raises(Refused, match="already_decided"):
        practise(made, reviewer, Vote.DECLINE)


@pytest.mark.parametrize("superuser", [False, True])
def test_who_is_not_of_the_core_group_does_not_practise(superuser: bool) -> None:
    with pytest.raises(Refused, match="not_core_group"):
        practise(an_exercise(), UserFactory.create(roles=[Role.PROGRAM_ADMIN], is_superuser=superuser))


def test_before_deciding_neither_the_panel_nor_others_are_told() -> None:
    made = an_exercise()
    for _ in range(6):
        practise(made, scenes.a_core_member(), Vote.DECLINE)

    found = seen_by(scenes.a_core_member())

    assert (found.open, found.own, found.panel, found.others) == (True, None, None, None)


def test_after_deciding_the_panel_is_told_and_others_from_five_on() -> None:
    made, reviewer = an_exercise(), scenes.a_core_member()
    practise(made, reviewer, Vote.NOT_YET)
    for _ in range(3):
        practise(made, scenes.a_core_member())
    assert (seen_by(reviewer).panel, seen_by(reviewer).others) == (Vote.APPROVE, None)

    practise(made, scenes.a_core_member())

    assert seen_by(reviewer).others == {Vote.APPROVE: 4, Vote.NOT_YET: 1, Vote.DECLINE: 0}


def test_how_one_decides_rests_on_exercises_that_one_has_decided() -> None:
    made, reviewer, other = an_exercise(), scenes.a_core_member(), scenes.a_core_member()
    practise(made, other)

    assert queries.practised(reviewer, at=AT()).rows == []
    practise(made, reviewer)
    told = queries.practised(reviewer, at=AT())
    assert (told.same, told.lately, told.manner.value, told.word) == (1, 1, "too_few", Word.TOO_FEW)


def test_who_is_always_harsher_is_told_and_nobody_else_is() -> None:
    harsh, *others = (scenes.a_core_member() for _ in range(4))
    first = an_exercise()
    made = [first, *(_another(first, number) for number in range(2, 9))]
    for exercise in made:
        practise(exercise, harsh, Vote.DECLINE)
        for person in others:
            practise(exercise, person)

    assert queries.practised(harsh, at=AT()).manner.value == "harsher"
    assert {queries.practised(person, at=AT()).manner.value for person in others} == {"alike"}


def _another(like: ReviewExercise, number: int) -> ReviewExercise:
    """Another exercise, of a further round of the same case: quicker than another case."""
    row = Round.objects.get(pk=like.round_id)
    row.pk, row.number = None, number
    row.save(force_insert=True)
    made: ReviewExercise = ReviewExercise.objects.create(
        round=row, title=f"Exercise {number}", document=like.document, made_by=like.made_by, made_at=AT()
    )
    return made


@pytest.mark.database
@pytest.mark.parametrize("number", [1, 3])
def test_the_exercises_cost_the_same_however_many(number: int, django_assert_num_queries: Any) -> None:
    first, reviewer = an_exercise(), scenes.a_core_member()
    for further in range(2, number + 1):
        _another(first, further)

    with django_assert_num_queries(5):
        assert len(queries.exercises_for(reviewer, at=AT())) == number


def test_a_reviewer_takes_along_what_they_practised_and_it_goes_with_them() -> None:
    made, reviewer = an_exercise(), scenes.a_core_member()
    practise(made, reviewer)
    part = next(part for part in personal_data.parts() if part.name == "applications")

    assert part.export(reviewer)["exercises"] == [
        {"exercise__title": "A pause", "decision": "approve", "reason": "I read it."}
    ]
    people.erase(person=reviewer, by=None)
    assert not ExerciseDecision.objects.exists()


# --- pages ----------------------------------------------------------------------------------------


def page(client: Client, made: ReviewExercise) -> Any:
    return client.get(reverse("review_exercises:inspect", args=[made.pk]))


def test_a_reviewer_reads_decides_and_then_sees(sign_in: SignIn) -> None:
    made = an_exercise()
    client = sign_in(scenes.a_core_member())

    before = words_of(page(client, made))
    client.post(reverse("review_exercises:decide", args=[made.pk]), {"decision": "not_yet", "reason": "More to see."})

    assert "The candidate let silence work." in before
    assert "What those who decided then came to" not in before
    assert "You came to something else" in words_of(page(client, made))
    assert "You came to the same in 0 of 1 exercise." in words_of(client.get(reverse("review_exercises:mine")))


def test_what_others_practised_changes_no_letter_of_the_page_of_one_who_has_not(sign_in: SignIn) -> None:
    made = an_exercise()
    client = sign_in(scenes.a_core_member())
    before = words_of(page(client, made)), words_of(client.get(reverse("review_exercises:index")))

    for _ in range(5):
        practise(made, scenes.a_core_member(), Vote.DECLINE)

    assert (words_of(page(client, made)), words_of(client.get(reverse("review_exercises:index")))) == before


def test_a_decision_without_a_reason_says_so_at_the_field(sign_in: SignIn) -> None:
    made = an_exercise()

    answer = sign_in(scenes.a_core_member()).post(
        reverse("review_exercises:decide", args=[made.pk]), {"decision": "not_yet", "reason": ""}
    )

    assert "Please say what you base it on." in words_of(answer)
    assert re.search(r'value="not_yet"[^>]*checked', answer.content.decode())


def test_the_candidate_of_the_core_group_finds_no_exercise_of_their_own(sign_in: SignIn) -> None:
    case = a_closed_case()
    made = an_exercise(case)
    people.grant_role(person=candidate_of(case), role=Role.CORE_GROUP, by=None)

    assert page(sign_in(candidate_of(case)), made).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.CORE_GROUP, 200), (Role.PROGRAM_ADMIN, 200), (Role.CONTENT_ADMIN, 302), (Role.GUEST_REVIEWER, 302)],
)
def test_core_group_and_program_admins_make_exercises(sign_in: SignIn, role: Role, status: int) -> None:
    case = a_closed_case()
    address = reverse("review_exercises:make", args=[case.rounds.get().pk])

    answer = sign_in(UserFactory.create(roles=[role])).get(address)

    assert answer.status_code in (status, 403 if status == 302 else status)


def test_an_exercise_that_nobody_read_is_not_offered(sign_in: SignIn) -> None:
    case = a_closed_case()
    address = reverse("review_exercises:make", args=[case.rounds.get().pk])
    client = sign_in(scenes.an_admin())

    refused = client.post(address, {"title": "A pause", "words_0": "They waited."})
    made = client.post(address, {"title": "A pause", "words_0": "They waited.", "read": "on"})

    assert "nobody can be recognised" in words_of(refused)
    assert "They waited." in refused.content.decode()
    exercise = ReviewExercise.objects.get()
    assert made.headers["Location"] == reverse("review_exercises:inspect", args=[exercise.pk])
    assert exercise.document["sections"] == [{"title": "What they wrote", "text": "They waited."}]
