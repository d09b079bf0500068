"""Who helps with practice dialogues in the demo program: with whom it began, and how some wish to help."""

from collections.abc import Mapping
from datetime import timedelta

from cms.demo.timeline import Timeline, at
from courses.practice.actions import founding, wishes
from courses.practice.actions.wishes import Wish
from courses.practice.models import FoundingMember
from lms.people.models import User

_LEAD, _OBSERVER = FoundingMember.Part.LEAD, FoundingMember.Part.OBSERVER
_FOUNDERS = (
    ("imani.whitfield", _LEAD, "Has led chats since the first season."),
    ("kwabena.owusu", _LEAD, "Led nine chats at Prairie Gate before this program began."),
    ("luz.villanueva", _OBSERVER, "Wrote the rubric with the core group, and scored with it for two seasons."),
)
_AFTERNOONS: list[dict[str, str | int]] = [{"weekday": day, "from": "12:00", "until": "17:00"} for day in range(5)]
_WISHES = (
    ("teo.manalo", Wish(observes=True, co_leads=True, most_per_month=2, hours=_AFTERNOONS)),
    ("shira.benhaim", Wish(observes=True, co_leads=False, most_per_month=3, languages=("en", "fr"))),
)


def begin(people: Mapping[str, User], timeline: Timeline, *, by: User) -> None:
    """The founding list as it stood before anybody was certified, and the wishes of two of the core group."""
    long_ago = at(timeline.now - timedelta(days=400))
    for key, part, because in _FOUNDERS:
        founding.name(person=people[key], part=part, because=because, by=by, clock=long_ago)
    for key, wish in _WISHES:
        wishes.save(wish=wish, by=people[key])
