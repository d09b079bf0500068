"""What processes do at once with what visitors of the site left."""

from cms.actions import inquiries
from cms.models import Inquiry
from lms.people.models import User

LATER = inquiries.Answer(Inquiry.Outcome.LATER, "Thank you.")


def answer_letter(letter_id: int, by_id: int) -> None:
    inquiries.answer(letter_id=letter_id, answer=LATER, by=User.objects.get(pk=by_id))


def tell_of_chats() -> None:
    inquiries.tell_of_chats()


SITE = (answer_letter, tell_of_chats)
