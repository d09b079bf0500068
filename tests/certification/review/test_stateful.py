"""One candidate and eight people, whatever ties them and whatever they do, against a model of who is independent."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from certification.certificates.models import Certificate
from certification.review import actions, queries
from certification.review.actions.minding import mind_case
from certification.review.models import Ask, Case, Consent, Guest, Review, Round, Seat
from certification.review.rules import Reason
from courses.progress.models import Enrolment
from lms.actions import Clock, Refused
from lms.mail.models import OutgoingMail
from lms.people import actions as people
from lms.people.models import RoleGiven, User
from lms.people.roles import Role
from tests import scenes
from tests.certification.review.independence import OF_INDEPENDENCE, Model, Plan, next_steps
from tests.certification.review.relations import tie
from tests.factories import LONG_AGO, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CORE, OUTSIDER, ADMIN = range(6), 6, 7
PLANS = (
    Plan("no_objection", approvals=2),
    Plan("n_of_m", approvals=2, panel=3),
    Plan("unanimous", approvals=2),
    Plan("no_objection", approvals=2, unit_excludes=True),
)
TIES = ("mentor", "mentee", "manager", "report", "unit", "conflict", "conflicted", "co_lead", "observer")
somebody = st.integers(0, 7)
member = st.integers(0, 5)
decisions = st.sampled_from(["approve", "approve", "not_yet", "decline"])


class OneCandidate(RuleBasedStateMachine):
    """Each rule does something real; what comes of it is held against what the model knows of that moment."""

    # Set once for all examples: what goes before an application takes longest.
    enrolment: ClassVar[Enrolment]
    eight: ClassVar[list[User]]

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = scenes.NOW + timedelta(days=30)
        assert self.enrolment.person is not None
        self.candidate = User.objects.get(pk=self.enrolment.person.pk)
        self.model = Model(members={self.eight[number].pk: LONG_AGO for number in CORE}, admins={self.eight[ADMIN].pk})
        self.model.observers = {self.eight[0].pk}
        self.kept: dict[int, tuple[Any, ...]] = {}
        self.case: Case | None = None
        self.look()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def clock(self) -> Clock:
        now = self.now
        return lambda: now

    def tried(self, act: Callable[[], object]) -> tuple[Reason, ...] | None:
        """Why it was refused, nothing where it was done; whatever else goes wrong is a mistake of ours."""
        try:
            act()
        except Refused as refusal:
            return tuple(Reason(str(reason)) for reason in refusal.reasons)
        return None

    # --- how it begins ----------------------------------------------------------------------------

    @initialize(
        plan=st.sampled_from(PLANS),
        graph=st.lists(st.tuples(somebody, st.sampled_from(TIES)), max_size=4, unique=True),
        beginning=st.sampled_from(["", "not_yet", "decline", "appeal"]),
    )
    def some_are_tied_and_the_candidate_applies(self, plan: Plan, graph: list[tuple[int, str]], beginning: str) -> None:
        """Sometimes all has gone a good way already."""
        self.model.plan = plan
        plan.pin(self.enrolment)
        for number, kind in graph:
            tie(self.eight[number], kind, self.enrolment, self.model)
        self.apply()
        if beginning:
            self.all_who_were_asked_decide(["not_yet" if beginning == "not_yet" else "decline"] * 3)
            self.somebody_closes(0)
        if beginning == "appeal":
            self.the_candidate_asks_for_a_second_look()

    @precondition(lambda self: self.state in ("changes_requested", "declined", "withdrawn"))
    @rule()
    def apply(self) -> None:
        enrolment = Enrolment.objects.get(pk=self.enrolment.pk)
        act = partial(scenes.an_application, enrolment, clock=self.clock)
        if self.tried(act) is None:
            case = Case.objects.filter(enrolment=enrolment).latest("pk")
            if self.case is None or case.pk != self.case.pk:
                self.model.opened(self.now)
            self.case = case

    # --- what reviewers do ------------------------------------------------------------------------

    @precondition(lambda self: self.reads)
    @rule(number=somebody, decision=decisions)
    def decide(self, number: int, decision: str) -> None:
        self._vote(actions.decide, self.eight[number], decision)

    @precondition(lambda self: self.reads)
    @rule(turn=st.integers(0, 2), decision=decisions)
    def somebody_who_was_asked_decides(self, turn: int, decision: str) -> None:
        """More often than by chance: else few rounds end."""
        rows = list(Seat.objects.held().filter(round__case=self.case, round__closed_at=None).select_related("reviewer"))
        if turn < len(rows):
            self._vote(actions.decide, rows[turn].reviewer, decision)

    @precondition(lambda self: self.reads)
    @rule(wishes=st.lists(decisions, min_size=3, max_size=3))
    def all_who_were_asked_decide(self, wishes: list[str]) -> None:
        for turn, decision in enumerate(wishes):
            self.somebody_who_was_asked_decides(turn, decision)

    @precondition(lambda self: self.reads)
    @rule(decision=decisions, how=st.sampled_from(["role", "conflict", "manager", "aside"]))
    def somebody_decides_and_may_not_any_more_and_the_others_approve(self, decision: str, how: str) -> None:
        """What counts is who is independent when the round is decided, not when they voted."""
        self.somebody_who_was_asked_decides(0, decision)
        votes = Review.objects.filter(round__case=self.case, round__closed_at=None).select_related("reviewer")
        voted = votes.order_by("-pk").first()
        if voted is None:
            return
        number = next(number for number, person in enumerate(self.eight) if person.pk == voted.reviewer_id)
        if how == "role":
            self._take_or_give_the_role(voted.reviewer)
        elif how == "aside":
            self._out(actions.recuse, number, self.model.recused)
        else:
            tie(voted.reviewer, how, self.enrolment, self.model)
        self.all_who_were_asked_decide(["approve"] * 3)

    @precondition(lambda self: self.reads)
    @rule(turn=st.integers(0, 2), decision=decisions)
    def somebody_changes_a_vote(self, turn: int, decision: str) -> None:
        rows = list(Review.objects.filter(round__case=self.case, replaced_at=None).select_related("reviewer"))
        if turn < len(rows):
            fields = {"changed_because": "I read it again."}
            self._vote(actions.change_vote, rows[-1 - turn].reviewer, decision, **fields)

    def _vote(self, act: Callable[..., object], person: User, decision: str, **fields: Any) -> None:
        assert self.case is not None
        self.case.refresh_from_db()
        number = self.case.round
        written = scenes.written(
            self.case, Review.Decision(decision), asks=next_steps(self.now) if decision == "not_yet" else (), **fields
        )
        free = self.model.independent(person.pk, self.now)
        because = self.tried(partial(act, case_id=self.case.pk, written=written, by=person, clock=self.clock))
        if because is None:
            assert free, "somebody decided who isn't independent"
            self.model.voted(number, person.pk, decision)
        else:
            ties = set(because) & OF_INDEPENDENCE
            assert bool(ties) is not free, f"{ties} of somebody who is {'not ' * (not free)}independent"

    @precondition(lambda self: self.settled)
    @rule(turn=st.integers(0, 3))
    def somebody_closes(self, turn: int) -> None:
        assert self.case is not None
        rows = list(Review.objects.filter(round__case=self.case, replaced_at=None).select_related("reviewer"))
        if turn < len(rows):
            proposed = Ask.objects.filter(round__case=self.case, round__number=self.case.round)
            words: dict[str, Any] = {"letter": "Thank you.", "way_forward": "Lead with a friend for a while."}
            act = partial(actions.close, case_id=self.case.pk, by=rows[-1 - turn].reviewer, clock=self.clock, **words)
            self.tried(partial(act, asks=list(proposed.values_list("pk", flat=True)[:3])))

    @precondition(lambda self: self.opened)
    @rule(number=somebody, chance=st.integers(0, 3))
    def step_aside(self, number: int, chance: int) -> None:
        if chance == 2:
            self._out(actions.recuse, number, self.model.recused)

    @precondition(lambda self: self.opened)
    @rule(number=somebody, chance=st.integers(0, 3))
    def declare_a_tie(self, number: int, chance: int) -> None:
        if chance == 2:
            self._out(actions.declare_tie, number, self.model.declared)

    def _out(self, act: Callable[..., object], number: int, known: set[int]) -> None:
        assert self.case is not None
        who = self.eight[number]
        if self.tried(partial(act, case_id=self.case.pk, by=who, clock=self.clock)) is None:
            known.add(who.pk)

    @precondition(lambda self: self.opened)
    @rule(turn=st.integers(0, 3), by=somebody)
    def ask_that_a_tie_be_no_obstacle(self, turn: int, by: int) -> None:
        assert self.case is not None
        tied = [person for person in self.eight if person.pk in self.model.members and self.model.bars(person.pk)[1]]
        if turn >= len(tied):
            return
        act = partial(actions.ask_consent, case_id=self.case.pk, reviewer=tied[turn], reason="Long ago.")
        self.tried(partial(act, by=self.eight[by], clock=self.clock))

    @precondition(lambda self: self.consent_waits)
    @rule(by=somebody)
    def agree(self, by: int) -> None:
        asked = Consent.objects.filter(case=self.case, given_by=None).first()
        if asked is None:
            return
        free = self.model.vouches(self.eight[by].pk)
        because = self.tried(partial(actions.consent, consent_id=asked.pk, by=self.eight[by], clock=self.clock))
        if because is None:
            assert free, "somebody vouched who is tied"
            assert self.eight[by].pk not in (asked.reviewer_id, asked.asked_by_id)
            self.model.consented[asked.reviewer_id] = set(asked.ties)

    @precondition(lambda self: self.opened)
    @rule(by=somebody)
    def name_a_guest(self, by: int) -> None:
        assert self.case is not None
        until = self.now + timedelta(days=40)
        act = partial(actions.name_guest, case_id=self.case.pk, person=self.eight[OUTSIDER], reason="Knows the work.")
        free = self.model.vouches(self.eight[by].pk)
        if self.tried(partial(act, until=until, by=self.eight[by], clock=self.clock)) is None:
            assert free, "somebody named a guest who is tied"

    @precondition(lambda self: self.guest_waits)
    @rule(by=somebody)
    def second_the_guest(self, by: int) -> None:
        named = Guest.objects.filter(case=self.case, seconded_by=None).first()
        if named is None:
            return
        free = self.model.vouches(self.eight[by].pk)
        if self.tried(partial(actions.second_guest, guest_id=named.pk, by=self.eight[by], clock=self.clock)) is None:
            assert free, "somebody agreed to a guest who is tied"
            assert self.eight[by].pk not in (named.person_id, named.named_by_id)
            self.model.guests[named.person_id] = named.until

    # --- what happens around them -----------------------------------------------------------------

    @rule(number=member, kind=st.sampled_from(TIES), chance=st.integers(0, 3))
    def a_tie_comes_up(self, number: int, kind: str, chance: int) -> None:
        if chance == 2:
            tie(self.eight[number], kind, self.enrolment, self.model)

    @rule(number=member, chance=st.integers(0, 2))
    def a_role_is_taken_or_given(self, number: int, chance: int) -> None:
        if chance == 1:
            self._take_or_give_the_role(self.eight[number])

    def _take_or_give_the_role(self, who: User) -> None:
        if who.pk in self.model.members:
            people.withdraw_role(person=who, role=Role.CORE_GROUP, by=None)
            del self.model.members[who.pk]
        else:
            people.grant_role(person=who, role=Role.CORE_GROUP, by=None)
            RoleGiven.objects.filter(person=who, role=Role.CORE_GROUP).update(since=self.now)
            self.model.members[who.pk] = self.now

    @rule(done=st.booleans())
    def the_history_is_put_right(self, done: bool) -> None:
        scenes.assert_subject(self.candidate, f"lesson:{scenes.key('listening')}", {"done": done})

    @precondition(lambda self: self.opened)
    @rule(chance=st.integers(0, 5))
    def the_candidate_takes_it_back(self, chance: int) -> None:
        """Seldom, for it ends everything; small numbers are drawn often."""
        if chance == 4 and self.case:
            self.tried(partial(actions.withdraw, case_id=self.case.pk, by=self.candidate, clock=self.clock))

    @precondition(lambda self: self.state in ("declined", "changes_requested"))
    @rule()
    def the_candidate_asks_for_a_second_look(self) -> None:
        if self.case:
            act = partial(actions.appeal, case_id=self.case.pk, words="Please.", by=self.candidate, clock=self.clock)
            if self.tried(act) is None:
                self.model.appealed_in = Case.objects.get(pk=self.case.pk).round

    @rule(days=st.sampled_from([0, 1, 4, 15]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        actions.end_guests(clock=self.clock)
        for case_id in list(Round.objects.filter(closed_at=None).values_list("case", flat=True)):
            mind_case(case_id, clock=self.clock)
        self.every_second_look_has_ended_that_is_due()
        self.somebody_can_move_the_case_on()

    def every_second_look_has_ended_that_is_due(self) -> None:
        assert not Round.objects.filter(kind="appeal", closed_at=None, due_at__lte=self.now).exists()

    def somebody_can_move_the_case_on(self) -> None:
        """Beside the candidate, who can take it back at any time."""
        case = self.case and Case.objects.get(pk=self.case.pk)
        if case is None or case.state not in (Case.State.SUBMITTED, Case.State.IN_REVIEW, Case.State.REOPENED):
            return
        round_ = queries.round_of(case)
        voted = set(queries.votes(round_).values_list("reviewer", flat=True))
        asked = set(Seat.objects.held().filter(round=round_).values_list("reviewer", flat=True))
        able = {person for person in asked - voted if self.model.independent(person, self.now)}
        if round_.settle_by:
            assert voted, "nobody can tell the candidate"
        elif not able or case.state != Case.State.IN_REVIEW:
            told = OutgoingMail.objects.filter(name="review_short", cause__contains=f":{case.pk}/{case.round}/")
            assert self.eight[ADMIN].pk in told.values_list("person", flat=True)

    @property
    def reads(self) -> bool:
        return self.state in ("in_review", "appealed")

    @property
    def opened(self) -> bool:
        return self.state in Case.OPEN

    @invariant()
    def look(self) -> None:
        """What could be done next, so that little is tried in vain."""
        self.state = Case.objects.get(pk=self.case.pk).state if self.case else ""
        self.settled = Round.objects.filter(case=self.case, closed_at=None, settle_by__isnull=False).exists()
        self.consent_waits = Consent.objects.filter(case=self.case, given_by=None).exists()
        self.guest_waits = Guest.objects.filter(case=self.case, seconded_by=None).exists()

    # --- what always holds ------------------------------------------------------------------------

    @invariant()
    def whoever_is_approved_has_the_quorum_of_independent_people(self) -> None:
        for round_ in Round.objects.filter(outcome="approved"):
            self.model.approved(round_.number, self.now)

    @invariant()
    def there_is_one_result(self) -> None:
        approved = Case.objects.filter(state=Case.State.APPROVED)
        assert [f"review.case/{case.pk}" for case in approved] == list(
            Certificate.objects.values_list("cause", flat=True)
        )
        assert len(approved) <= 1

    @invariant()
    def no_vote_is_changed_or_lost(self) -> None:
        fields = ("pk", "round", "reviewer", "decision", "reason", "letter", "changed_because", "decided_at")
        now = {row[0]: row for row in Review.objects.values_list(*fields)}
        assert {pk: now.get(pk) for pk in self.kept} == self.kept
        self.kept = now

    @invariant()
    def nobody_has_two_votes_that_count_and_the_candidate_none(self) -> None:
        rows = list(Review.objects.filter(replaced_at=None).values_list("round", "reviewer"))
        assert len(rows) == len(set(rows))
        assert self.candidate.pk not in {reviewer for _, reviewer in rows}


def test_no_path_approves_without_the_quorum_of_independent_people() -> None:
    OneCandidate.eight = [UserFactory.create(roles=[Role.TRAINEE]) for _ in range(8)]
    for number in CORE:
        OneCandidate.eight[number].groups.add(Group.objects.get(name=Role.CORE_GROUP))
    OneCandidate.eight[ADMIN].groups.add(Group.objects.get(name=Role.PROGRAM_ADMIN))
    RoleGiven.objects.update(since=LONG_AGO)
    for plan in PLANS:
        plan.release()
    OneCandidate.enrolment = scenes.a_trainee_ready_to_apply(observer=OneCandidate.eight[0])
    # Those who made the scene are of the core group as well, and stand aside.
    others = User.objects.exclude(pk__in=[row.pk for row in OneCandidate.eight])
    for person in others.filter(groups__name__in=[Role.CORE_GROUP, Role.PROGRAM_ADMIN]):
        person.groups.clear()
    run_state_machine_as_test(
        OneCandidate,
        settings=settings(
            max_examples=20,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
