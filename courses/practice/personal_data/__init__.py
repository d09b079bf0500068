"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from courses.practice.actions.erasure import forget_afterwards
from courses.practice.models import (
    Calibration,
    Dialogue,
    Note,
    Observation,
    ObservationDraft,
    ObservationWords,
    Pairing,
    PlanComment,
    Press,
    Promise,
    Reflection,
    StagePlan,
)
from courses.practice.personal_data.pairings import erase_pairings, export_pairings
from courses.practice.queries.exports import afterwards_of
from courses.progress.actions import ledger
from courses.slots.models import SignUp, Slot
from lms.audit import actions as audit
from lms.people import personal_data
from lms.people.models import User

_PLAN = (
    "topic", "concept", "definition", "materials", "aim", "language", "starts_at", "state", "shared_at",
    "shared_by_name",
)  # fmt: skip
_STAGE = ("dialogue_id", "stage", "minutes", "script", "questions", "group_size")
_WORDS = ("happened", "felt", "otherwise", "learn")


def export(person: User) -> dict[str, Any]:
    led = Dialogue.objects.led_by(person.pk).order_by("pk")
    about = Observation.objects.filter(dialogue__in=led)
    by = Observation.objects.filter(observer=person)
    drafts = ObservationDraft.objects.filter(observer=person)
    return {
        "dialogues": list(led.values(*_PLAN)),
        "stages_of_your_plans": list(StagePlan.objects.filter(dialogue__in=led).order_by("pk").values(*_STAGE)),
        "comments_on_your_plans": list(PlanComment.objects.filter(dialogue__in=led).values("text", "said_at")),
        "comments_by_you": list(person.plan_comments.order_by("pk").values("text", "said_at")),
        "reflections": list(
            Reflection.objects.filter(dialogue__in=led).values(*_WORDS, "stages", "scores", "shared_at")
        ),
        "observations_about_you": _written(about),
        "promises": list(Promise.objects.filter(person=person).order_by("pk").values("on", "made_at", "withdrawn_at")),
        "observations_by_you": _written(by),
        **export_pairings(person),
        "notes_by_you": list(Note.objects.filter(author=person).values("stage", "text", "noted_at")),
        "pressed_by_you": list(Press.objects.filter(by=person).values("act", "stage", "pressed_at")),
        **afterwards_of(person),
        "calibrations": list(
            Calibration.objects.filter(person=person)
            .order_by("pk")
            .values("exercise__title", "scores", "agreement", "qualified", "taken_at")
        ),
        "drafts_by_you": list(drafts.values("scores", "evidence", "strengths", "one_thing", "readiness")),
    }


def _written(rows: QuerySet[Observation]) -> list[dict[str, Any]]:
    words = {name: F(f"words__{name}") for name in ("evidence", "strengths", "one_thing", "because")}
    return [dict(row) for row in rows.order_by("pk").values("scores", "readiness", "version", **words)]


def erase(person: User) -> None:
    """Remove the person's own words and what was written about them; what they observed of others stays theirs."""
    led = Dialogue.objects.led_by(person.pk)
    _hold(person, led)
    forget_afterwards(person)
    Reflection.objects.filter(dialogue__in=led).delete()
    Promise.objects.filter(person=person).delete()
    Calibration.objects.filter(person=person).delete()
    ObservationDraft.objects.filter(dialogue__in=led).delete()
    ObservationWords.objects.filter(observation__dialogue__in=led).update(
        evidence={}, strengths="—", one_thing="—", because=""
    )
    _forget_notes(person, led)
    Press.objects.filter(by=person).update(by=None)
    audit.forget_titles(led)
    _forget_plans(led, person)
    erase_pairings(person)


def _hold(person: User, led: QuerySet[Dialogue]) -> None:
    """Sessions, then dialogues, then the person, as everywhere: this app's part goes before that of sessions."""
    seats = SignUp.objects.filter(person=person, slot__ends_at__gt=timezone.now()).exclude(state=SignUp.State.CANCELLED)
    list(Slot.objects.filter(pk__in=seats.values("slot")).locked())
    asked = Pairing.objects.filter(person=person).values("dialogue")
    list(Dialogue.objects.filter(Q(pk__in=led.values("pk")) | Q(pk__in=asked)).locked())
    ledger.lock_people([person.pk])


def _forget_notes(person: User, led: QuerySet[Dialogue]) -> None:
    """What was noted about the person, and of their own what nobody was given: what others may read stays theirs."""
    handed_in = Observation.objects.filter(observer=person).values("dialogue")
    Note.objects.filter(dialogue__in=led).delete()
    Note.objects.filter(author=person).exclude(kind=Note.Kind.SEEN, dialogue__in=handed_in).delete()
    ObservationDraft.objects.filter(observer=person).delete()


def _forget_plans(led: QuerySet[Dialogue], person: User) -> None:
    """The words of their plans and all that was said about them; what others began from a shared plan stays theirs."""
    StagePlan.objects.filter(dialogue__in=led).update(script="", questions="")
    PlanComment.objects.filter(Q(dialogue__in=led) | Q(author=person)).delete()
    led.update(topic="—", aim="—", concept="", definition="", materials=[], shared_at=None, shared_by_name=False)


personal_data.register("practice", export=export, erase=erase)
