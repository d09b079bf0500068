"""Large differences between the observers of a dialogue, shown once all of them have handed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.practice import rules
from courses.practice.models import Dialogue, Observation, Pairing


@dataclass(frozen=True, slots=True)
class Competency:
    """One competency that observers scored far apart, with the words of both levels."""

    key: str
    name: str
    low: int
    low_label: str
    high: int
    high_label: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Where the observers of one dialogue saw it very differently; nothing of who saw what."""

    competencies: tuple[Competency, ...] = ()
    readiness: bool = False

    def __bool__(self) -> bool:
        return bool(self.competencies) or self.readiness


def differences_of(dialogue: Dialogue) -> Differences:
    """What to look at with a third pair of eyes; nothing while an observer still has to hand in. At most two queries,
    one for what nobody or one person observed.
    """
    handed_in = list(Observation.objects.standing().filter(dialogue=dialogue).select_related("syllabus").order_by("pk"))
    if len(handed_in) < 2 or _is_awaited(dialogue, {row.observer_id for row in handed_in}):
        return Differences()
    return _among(handed_in)


def _is_awaited(dialogue: Dialogue, handed_in: set[int]) -> bool:
    observers = Pairing.objects.accepted().observers().filter(dialogue=dialogue)
    return not set(observers.values_list("person", flat=True)) <= handed_in


def _among(handed_in: Sequence[Observation]) -> Differences:
    rubric = handed_in[-1].syllabus.document["rubric"]
    labels = {level["value"]: level["label"] for level in rubric["levels"]}
    seen = [rules.Seen(row.scores, row.readiness) for row in handed_in]
    apart = {row.competency: row for row in rules.far_apart(seen)}
    return Differences(
        tuple(
            Competency(row["key"], row["name"], found.low, labels[found.low], found.high, labels[found.high])
            for row in rubric["competencies"]
            if (found := apart.get(row["key"]))
        ),
        rules.opposite(seen),
    )
