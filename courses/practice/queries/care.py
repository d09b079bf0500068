"""What people find after a dialogue who led or observed it, and what the core group sees of who asks to talk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.practice import rules
from courses.practice.models import CareWish, Dialogue, Pairing, PairingWish, SupportPlace
from courses.practice.queries.pairings import CLOSE
from lms.people.models import Relation, User
from lms.people.roles import Role

# For so long those stay in the list who were talked with.
CARE_LISTED_DAYS = 30


def took_part(person: User) -> QuerySet[Dialogue]:
    """Dialogues that have begun and that somebody leads, co-leads or observes. Two queries."""
    parts = Pairing.objects.accepted().filter(person=person)
    begun = Dialogue.objects.filter(state__in=[Dialogue.State.RUNNING, Dialogue.State.HELD])
    mine = begun.filter(Q(enrolment__person=person) | Q(pk__in=parts.values("dialogue")))
    return mine.select_related("enrolment").prefetch_related("stages")


@dataclass(frozen=True, slots=True)
class Load:
    """How often somebody helps with others' dialogues in a month, and how often at most they want to."""

    dialogues: int
    most: int


def load_of(person: User, *, at: datetime) -> Load:
    """The month of the person's own calendar. Two queries."""
    begins = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    ends = begins.replace(year=begins.year + begins.month // 12, month=begins.month % 12 + 1)
    rows = Pairing.objects.accepted().filter(person=person, dialogue__starts_at__gte=begins)
    wish = PairingWish.objects.filter(person=person).first() or PairingWish()
    counted = rows.filter(dialogue__starts_at__lt=ends).exclude(dialogue__state=Dialogue.State.CANCELLED)
    return Load(counted.count(), wish.most_per_month)


@dataclass(frozen=True, slots=True)
class Care:
    """The page after a dialogue."""

    dialogue: Dialogue
    places: tuple[SupportPlace, ...]
    load: Load
    wish: CareWish | None
    until: datetime
    may_ask: bool


def care_after(dialogue: Dialogue, person: User, *, at: datetime) -> Care:
    """Four queries, given a dialogue with its stages."""
    over = rules.care_until(last_minute(dialogue))
    wish = CareWish.objects.filter(dialogue=dialogue, person=person).first()
    held = dialogue.state == Dialogue.State.HELD
    places = tuple(SupportPlace.objects.all())
    return Care(dialogue, places, load_of(person, at=at), wish, over, held and wish is None and at < over)


def last_minute(dialogue: Dialogue) -> datetime:
    """When the last stage that ran ended. No query, given the stages."""
    return max((run.ended_at for run in dialogue.stages.all() if run.ended_at), default=dialogue.starts_at)


def core_group_apart_from(person: User) -> QuerySet[User]:
    """Members of the core group who aren't the person, nor close to them. One query."""
    either_way = Q(person=OuterRef("pk"), other=person) | Q(person=person, other=OuterRef("pk"))
    ties = Relation.objects.filter(either_way, kind__in=CLOSE)
    members = User.objects.filter(groups__name=Role.CORE_GROUP, is_active=True).exclude(pk=person.pk)
    return members.exclude(Exists(ties)).order_by("display_name", "pk")


def care_wishes_for(reader: User, *, at: datetime) -> QuerySet[CareWish]:
    """Who asked to talk, for somebody of the core group who isn't close to them; open ones first. One query."""
    either_way = Q(person=OuterRef("person"), other=reader) | Q(person=reader, other=OuterRef("person"))
    ties = Relation.objects.filter(either_way, kind__in=CLOSE)
    lately = Q(met_at__gt=at - timedelta(days=CARE_LISTED_DAYS))
    rows = CareWish.objects.exclude(Exists(ties)).exclude(person=reader).filter(Q(met_at=None) | lately)
    return rows.select_related("person", "met_by", "dialogue").order_by(F("met_at").asc(nulls_first=True), "asked_at")
