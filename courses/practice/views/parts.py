"""What several pages of practice need."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from courses.practice import queries
from courses.practice.models import Dialogue
from lms.actions import Refused
from lms.people.requests import MemberRequest


def led(request: MemberRequest, pk: int) -> Dialogue:
    """A dialogue of which the reader is one of the two leads; else nothing is there."""
    return get_object_or_404(queries.led_by(request.user), pk=pk)


def tell(request: HttpRequest, refusal: Refused) -> None:
    """Say on the next page why not."""
    for words in refusal.messages:
        messages.error(request, words)
