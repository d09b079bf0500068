"""Dialogues in the core group's list, and what each still lacks."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from courses.practice.models import Dialogue, Observation, Pairing, PairingQuerySet, Reflection

_State = Dialogue.State
AHEAD = [_State.PROPOSED, _State.CLEARED]


def _accepted() -> PairingQuerySet:
    return Pairing.objects.accepted().filter(dialogue=OuterRef("pk"))


def _unwritten() -> PairingQuerySet:
    """Observers who said yes and haven't handed in."""
    written = Observation.objects.filter(dialogue=OuterRef("dialogue"), observer=OuterRef("person"))
    return _accepted().observers().exclude(Exists(written))


def _lacks() -> dict[str, Q]:
    shared = Reflection.objects.filter(dialogue=OuterRef("pk"), shared_at__isnull=False)
    asked = Pairing.objects.filter(dialogue=OuterRef("pk"), state=Pairing.State.ASKED)
    return {
        "clearing": Q(state=_State.PROPOSED),
        "observer": Q(state__in=AHEAD) & ~Q(Exists(_accepted().observers())),
        "co_lead": Q(state__in=AHEAD) & ~Q(Exists(_accepted().co_leads())),
        "answer": Q(state__in=AHEAD) & Q(Exists(asked)),
        "observation": Q(state=_State.HELD) & Q(Exists(_unwritten())),
        "reflection": Q(state=_State.HELD) & ~Q(Exists(shared)),
    }


def listed() -> QuerySet[Dialogue]:
    """Dialogues with their leads, and for each code of ``words.LACKS`` a ``lacks_<code>``. One query."""
    told = {f"lacks_{code}": ExpressionWrapper(lacks, BooleanField()) for code, lacks in _lacks().items()}
    rows = Dialogue.objects.select_related("enrolment__person").defer("concept", "definition", "materials")
    return rows.annotate(**told)


def lacking(rows: QuerySet[Dialogue], code: str) -> QuerySet[Dialogue]:
    """Those of a list that lack something."""
    return rows.filter(_lacks()[code])
