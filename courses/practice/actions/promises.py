"""Promising to lead a chat on a day, and taking that back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.actions.claims import claim_of_promise
from courses.practice.models import Promise
from courses.practice.words import WORDS
from courses.progress.actions import ledger
from lms.actions import Clock, Refused
from lms.people.models import User


@transaction.atomic
def make(*, on: date, by: User, clock: Clock = timezone.now) -> Promise:
    """Promise to lead a chat on a day. Raises ``Refused``."""
    ledger.lock_people([by.pk])
    at = clock()
    today = timezone.localdate(at)
    decision = rules.decide_promise(
        on,
        today=today,
        farthest=queries.farthest_promise(by, today=today),
        promised=Promise.objects.standing().filter(person=by, on=on).exists(),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    promise = Promise.objects.create(person=by, on=on, made_at=at)
    ledger.assert_all([(by.pk, claim_of_promise(promise))], by=by, clock=clock)
    return promise


@transaction.atomic
def withdraw(*, promise_id: int, by: User, clock: Clock = timezone.now) -> Promise:
    """Take a promise back; no reason is asked. Raises ``Refused``."""
    ledger.lock_people([by.pk])
    promise = Promise.objects.select_for_update(no_key=True).get(pk=promise_id)
    at = clock()
    decision = rules.decide_taking_back(own=promise.person_id == by.pk, withdrawn=promise.withdrawn_at is not None)
    if decision.refused:
        raise Refused(decision.because, WORDS)
    promise.withdrawn_at = at
    promise.save(update_fields=["withdrawn_at"])
    ledger.assert_all([(by.pk, claim_of_promise(promise))], by=by, clock=clock)
    return promise
