"""Impact, as the demo program has it: chats of earlier seasons with who came, and figures that were known before."""

from datetime import datetime, timedelta

from cms.actions import impact
from cms.demo import pages, sessions
from cms.demo.content.impact import CHATS, COUNTING, KNOWN, LEAD, PARTICIPANTS, Past
from cms.demo.content.people import INSTITUTIONS
from cms.demo.content.types import Session
from cms.demo.face_types import Face
from cms.demo.people import invite_one
from cms.demo.timeline import at
from cms.models import Figure, ImpactPage
from courses.slots.actions import attendance, calendars, walk_ins
from courses.slots.models import Slot
from lms.people.models import Institution, User

_BEFORE = timedelta(days=700)
_TUESDAY = 1
_HOST, _BESIDE = "imani.whitfield", "kwabena.owusu"


def told(face: Face) -> None:
    """The page, figures from before, held chats with their people, and what is counted of all that."""
    page = ImpactPage(title="Impact", slug="impact", lead=LEAD, body=COUNTING, show_in_menus=True)
    pages.add(face.home, page, pages.key("page", "impact"), face.editor)
    for row in KNOWN:
        Figure.objects.create(
            measure=row.measure,
            value=row.value,
            at_least=row.at_least,
            answers=row.answers,
            since=row.since,
            until=row.until,
            source=row.source,
        )
    people = _participants(face.timeline.now - _BEFORE)
    for chat in CHATS:
        _held(chat, face, people)
    impact.tell(clock=at(face.timeline.now))


def _participants(joined: datetime) -> list[User]:
    """People who came to chats and train for nothing; they asked for no mails about sessions."""
    names = {row.key: row.name for row in INSTITUTIONS}
    known = {row.name: row for row in Institution.objects.all()}
    people = [invite_one(row, known[names[row.institution]], joined) for row in PARTICIPANTS]
    for person in people:
        calendars.choose_mails(person=person, day_before=False, hour_before=False, afterwards=False)
    return people


def _held(chat: Past, face: Face, people: list[User]) -> Slot:
    """Everybody came in by the open door, the host noted them, and closed."""
    starts_at = face.timeline.weekday(_TUESDAY, chat.at, weeks=chat.weeks)
    session = Session(
        key=chat.title,
        title=chat.title,
        text="An hour in five stages.",
        host=_HOST,
        facilitators=(_BESIDE,),
        weekday=_TUESDAY,
        at=chat.at,
        kind=chat.kind,
        capacity=40,
        room="Library, room 204" if chat.kind == "chat_local" else "",
    )
    slot = sessions.announce(session, starts_at=starts_at, people=face.people, by=face.admin)
    host = face.people[_HOST]
    for number in range(chat.begin, chat.begin + chat.came):
        person = people[number % len(people)]
        walk_ins.admit(slot_id=slot.pk, person=person, by=host, clock=at(slot.starts_at))
    attendance.mark_rest(slot_id=slot.pk, minutes=slot.minutes, by=host, clock=at(slot.ends_at))
    sessions.close(slot)
    return slot
