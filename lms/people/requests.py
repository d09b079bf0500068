"""What a request of a signed-in person is to the type checker."""

from django.http import HttpRequest

from lms.people.models import User


class MemberRequest(HttpRequest):
    """For views behind ``login_required``."""

    user: User
