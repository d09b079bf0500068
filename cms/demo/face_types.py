"""What every part of the demo program's face is written with."""

from collections.abc import Mapping
from dataclasses import dataclass

from cms.demo.timeline import Timeline
from cms.models import HomePage
from courses.slots.models import Slot
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Face:
    """The home page, the invented people and sessions by their keys, and who writes."""

    home: HomePage
    people: Mapping[str, User]
    slots: Mapping[str, Slot]
    timeline: Timeline
    editor: User
    admin: User
