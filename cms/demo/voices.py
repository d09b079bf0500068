"""What people say, and the core group, as the demo program has them."""

from datetime import timedelta

from cms.actions import thanks, voices
from cms.demo import pages
from cms.demo.content.voices import CORE_GROUP_LEAD, FOLDER, TAKEN_BACK, THANKS, VOICES, VOICES_LEAD, WAITS, Voice
from cms.demo.face_types import Face
from cms.demo.timeline import at
from cms.models import CoreGroupPage, Testimonial, VoicesPage


def told(face: Face) -> None:
    """Both pages, and what stands on them."""
    page = VoicesPage(title="Voices", slug="voices", lead=VOICES_LEAD)
    pages.add(face.home, page, pages.key("page", "voices"), face.editor)
    core_group = CoreGroupPage(title="The core group", slug="core-group", lead=CORE_GROUP_LEAD)
    pages.add(face.home, core_group, pages.key("page", "core-group"), face.editor)
    for voice in VOICES:
        _agreed(voice, face)
    voices.withdraw(voice_id=_agreed(TAKEN_BACK, face).pk, by=None, clock=at(face.timeline.now - timedelta(days=90)))
    voices.ask(voice_id=_written(WAITS, face).pk, by=face.editor, clock=at(face.timeline.now - timedelta(days=2)))
    for row in THANKS:
        person = face.people[row.person]
        chosen = {"shown": row.shown, "name": person.display_name, "line": row.line, "words": row.words}
        thanks.choose(person=person, chosen=chosen, clock=at(face.timeline.now - timedelta(days=120)))


def _written(voice: Voice, face: Face) -> Testimonial:
    typed = {name: getattr(voice, name) for name in ("words", "shown_as", "email", "language")}
    return voices.write(typed=typed, by=face.editor)


def _agreed(voice: Voice, face: Face) -> Testimonial:
    moment = face.timeline.now - timedelta(days=voice.agreed)
    return voices.record_writing(
        voice_id=_written(voice, face).pk,
        written_on=(moment - timedelta(days=2)).date(),
        kept_where=FOLDER,
        by=face.editor,
        clock=at(moment),
    )
