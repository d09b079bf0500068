"""What ties somebody to a candidate, made true in the database and in the model of it."""

from courses.practice.models import Dialogue, Observation, Pairing
from courses.progress.models import Enrolment
from lms.people.models import Relation, User
from tests import scenes
from tests.certification.review.independence import Model

# Of whom the relation is, its kind, and what the model calls it.
RELATIONS = {
    "mentor": ("reviewer", "mentor", "mentor"),
    "mentee": ("candidate", "mentor", "mentor"),
    "manager": ("reviewer", "manager", "manager"),
    "report": ("candidate", "manager", "report"),
    "unit": ("reviewer", "unit", "unit"),
    "conflict": ("reviewer", "conflict", "declared"),
    "conflicted": ("candidate", "conflict", "declared"),
}


def tie(reviewer: User, kind: str, enrolment: Enrolment, model: Model) -> None:
    """Twice the same changes nothing more."""
    if kind == "co_lead":
        _led_together(reviewer, enrolment, model)
    elif kind == "observer":
        _observed(reviewer, enrolment, model)
    else:
        owner, name, called = RELATIONS[kind]
        candidate = enrolment.person
        assert candidate is not None
        one, other = (reviewer, candidate) if owner == "reviewer" else (candidate, reviewer)
        Relation.objects.get_or_create(person=one, kind=name, other=other)
        model.ties[reviewer.pk].add(called)


def _led_together(reviewer: User, enrolment: Enrolment, model: Model) -> None:
    dialogue = Dialogue.objects.get(enrolment=enrolment)
    if Pairing.objects.filter(dialogue=dialogue, part="co_lead").exists():
        return
    if Pairing.objects.filter(dialogue=dialogue, person=reviewer).exists():
        return
    Pairing.objects.create(
        dialogue=dialogue,
        person=reviewer,
        part="co_lead",
        state="accepted",
        asked_at=scenes.NOW,
        answered_at=scenes.NOW,
    )
    model.ties[reviewer.pk].add("co_lead")


def _observed(reviewer: User, enrolment: Enrolment, model: Model) -> None:
    """Somebody else has handed in as well: then nobody is the only one any more."""
    seen = Observation.objects.filter(dialogue__enrolment=enrolment)
    model.observers |= set(seen.values_list("observer", flat=True))
    if reviewer.pk not in model.observers:
        row = seen.earliest("pk")
        row.pk, row.observer = None, reviewer
        row.save(force_insert=True)
        model.observers.add(reviewer.pk)
