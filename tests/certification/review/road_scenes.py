"""People who are put forward, for tests."""

from collections.abc import Sequence

from certification.review import actions
from certification.review.actions import exercises
from certification.review.actions.roads import Proposal
from certification.review.models import Case, FoundingList, ReviewExercise, Round
from courses.progress.models import Pathway
from lms.people.models import User
from lms.people.roles import Role
from tests import scenes
from tests.factories import UserFactory

AT = scenes.at(scenes.NOW)
LATER = scenes.at(scenes.NOW.replace(day=3))


def a_pathway() -> Pathway:
    return Pathway.objects.first() or scenes.a_release().pathway


def somebody() -> User:
    return UserFactory.create(roles=[Role.TRAINEE])


def a_proposal(person: User | None = None, **fields: str) -> Proposal:
    person = person or somebody()
    told = {"printed_name": person.display_name, "reference": "Led twelve dialogues since 2019."}
    return Proposal(people=[person], **{**told, **fields})


def a_founding_list(*people: User, by: User | None = None) -> FoundingList:
    rows = [a_proposal(person) for person in people] or [a_proposal(), a_proposal(), a_proposal()]
    by = by or scenes.an_admin()
    return actions.put_forward(pathway=a_pathway(), title="Those who began", rows=rows, by=by, clock=AT)


def cases_of(made: FoundingList) -> list[Case]:
    return list(Case.objects.filter(founding=made).order_by("pk"))


def approve(made: FoundingList, by: User, cases: Sequence[Case] | None = None) -> list[Case]:
    chosen = {case.pk: case.enrolment.last_seq for case in (cases_of(made) if cases is None else cases)}
    return actions.approve_together(list_id=made.pk, chosen=chosen, reason="I was there.", by=by, clock=LATER)


def a_core_group(size: int = 3) -> list[User]:
    return [scenes.a_core_member() for _ in range(size)]


def an_exercise_of(case: Case, *, by: User | None = None) -> ReviewExercise:
    """What the candidate of a closed application has agreed to."""
    return exercises.make(
        round_id=Round.objects.get(case=case, outcome="approved").pk,
        title="A pause",
        words={"What they wrote": "The candidate let silence work.", "Left out": " "},
        read=True,
        by=by or scenes.an_admin(),
        clock=AT,
    )
