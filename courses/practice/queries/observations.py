"""What observers write, and who may read it: nobody reads another's before they have handed in their own."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from courses.practice.models import Dialogue, Observation, ObservationDraft, Pairing
from courses.practice.queries.pairings import is_lead
from courses.practice.rules import may_read_observations
from lms.people.models import User


def draft_of(dialogue: Dialogue, observer: User) -> ObservationDraft | None:
    """One query."""
    return ObservationDraft.objects.filter(dialogue=dialogue, observer=observer).first()


def handed_in_by(dialogue: Dialogue, observer: User) -> Observation | None:
    """What an observer handed in, in its last version, with those before. One query."""
    rows = Observation.objects.filter(dialogue=dialogue, observer=observer)
    return next(iter(with_earlier(rows)), None)


def observed_by(person: User) -> QuerySet[Dialogue]:
    """Dialogues that a person said yes to observe. Three queries."""
    said_yes = Pairing.objects.accepted().observers().filter(person=person)
    rows = Dialogue.objects.filter(pk__in=said_yes.values("dialogue"))
    return rows.select_related("enrolment__person", "enrolment__syllabus").prefetch_related("stages", "plan")


def still_to_hand_in(reader: User) -> QuerySet[Pairing]:
    """What a reader said yes to observe and hasn't handed in: there they read nobody else's. For a subquery."""
    own = Observation.objects.filter(dialogue=OuterRef("dialogue"), observer=reader)
    return Pairing.objects.accepted().observers().filter(~Exists(own), person=reader)


def seen_in(dialogue: int) -> str:
    """How the subjects in the ledger begin under which stands what observers saw in a dialogue."""
    return f"observation:{dialogue}/"


def unread_by(reader: User) -> dict[int, tuple[str, ...]]:
    """The subjects in the ledger that others' observations stand under which would sway a reader's own, by the number
    of the training. One query.
    """
    found: dict[int, tuple[str, ...]] = {}
    for enrolment, dialogue in still_to_hand_in(reader).values_list("dialogue__enrolment", "dialogue"):
        found[enrolment] = (*found.get(enrolment, ()), seen_in(dialogue))
    return found


def readable(rows: QuerySet[Observation], reader: User) -> QuerySet[Observation]:
    """Of observations that a page may show, those that don't sway its reader's own. No query of its own.

    This holds whoever the reader is: what they may do elsewhere doesn't open other eyes here.
    """
    return rows.exclude(dialogue__in=still_to_hand_in(reader).values("dialogue"))


def with_earlier(rows: QuerySet[Observation]) -> list[Observation]:
    """The standing version of each observer, with the earlier ones in ``earlier``. One query."""
    return folded(rows.select_related("observer", "dialogue", "syllabus", "words").order_by("pk"))


def visible_to(dialogue: Dialogue, reader: User) -> list[Observation]:
    """What one reader may read of a dialogue's observations, in their standing versions. At most four queries.

    Both leads read all that is handed in; observers from the moment that they have handed in their own, and until then
    nothing of others, whatever else they are; staff who may see dialogues read all. Mentors and anybody else read none.
    """
    waits = still_to_hand_in(reader).filter(dialogue=dialogue).exists()
    own = Observation.objects.filter(dialogue=dialogue, observer=reader).exists()
    if not may_read_observations(
        leads=is_lead(dialogue, reader), waits=waits, own=own, staff=reader.has_perm("practice.view_dialogue")
    ):
        return []
    return with_earlier(Observation.objects.filter(dialogue=dialogue))


def folded(rows: Iterable[Observation]) -> list[Observation]:
    """The standing version of each observer of each dialogue, from all versions. No query of its own."""
    by_observer: dict[tuple[int, int], list[Observation]] = {}
    for row in rows:
        by_observer.setdefault((row.dialogue_id, row.observer_id), []).append(row)
    for versions in by_observer.values():
        versions.sort(key=lambda row: row.version)
        versions[-1].earlier = tuple(reversed(versions[:-1]))
    return [versions[-1] for versions in by_observer.values()]
