"""What several pages of practice need."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from courses.practice import queries
from courses.practice.forms import CommentForm
from courses.practice.models import Dialogue
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest


def led(request: MemberRequest, pk: int) -> Dialogue:
    """A dialogue of which the reader is one of the two leads; else nothing is there."""
    return get_object_or_404(queries.led_by(request.user), pk=pk)


def tell(request: HttpRequest, refusal: Refused) -> None:
    """Say on the next page why not."""
    for words in refusal.messages:
        messages.error(request, words)


def enrolment_of(person: User) -> Enrolment | None:
    """The training that a person's dialogues belong to: their latest. One query."""
    return Enrolment.objects.filter(person=person).order_by("-pk").first()


def talk_about(dialogue: Dialogue, reader: User) -> dict[str, Any]:
    """What was said about a plan, and whether the reader may say something; nothing for who has no part in the talk."""
    if not queries.talks_about(dialogue, reader):
        return {}
    over = dialogue.state in (Dialogue.State.HELD, Dialogue.State.CANCELLED)
    return {"talks": True, "comments": queries.comments_on(dialogue), "comment_form": None if over else CommentForm()}
