"""What visitors of the demo program wrote, and what staff answered."""

from datetime import timedelta

from cms.actions import inquiries
from cms.demo.content.inquiries import LETTERS, Letter
from cms.demo.face_types import Face
from cms.demo.timeline import at
from cms.models import ChatPage, Inquiry


def told(face: Face) -> None:
    """Letters in the order in which they came, so that the list has open ones and each kind of answer."""
    chat = ChatPage.objects.filter(held_on=None).order_by("pk").first()
    for letter in LETTERS:
        _told(letter, face, chat)


def _told(letter: Letter, face: Face, chat: ChatPage | None) -> None:
    made_at = face.timeline.now - timedelta(days=letter.days)
    typed = {name: getattr(letter, name) for name in ("words", "name", "email")}
    row = inquiries.write(kind=letter.kind, typed={**typed, "language": "en"}, clock=at(made_at))
    # Without a page of a chat there is nothing yet that a topic could have become: it waits for one.
    became = chat if letter.outcome == Inquiry.Outcome.CHAT else None
    outcome = letter.outcome if became or letter.outcome != Inquiry.Outcome.CHAT else Inquiry.Outcome.LATER
    if letter.outcome == Inquiry.Outcome.OPEN:
        return
    said = inquiries.Answer(outcome, letter.answer, told_as=letter.told_as, became=became)
    answered_at = made_at + timedelta(days=letter.after)
    inquiries.answer(letter_id=row.pk, answer=said, by=face.admin, clock=at(answered_at))
