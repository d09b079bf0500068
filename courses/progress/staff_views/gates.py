"""Who gets in: permissions of staff's pages, and a recent sign-in for what weighs."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse

from lms.people.recent import recent_sign_in_required

View = TypeVar("View", bound=Callable[..., HttpResponse])

may_see = permission_required("progress.view_enrolment", raise_exception=True)
may_correct = permission_required("progress.correct_enrolment", raise_exception=True)


def recent_when_posting(view: View) -> View:
    """A form may be read with an older sign-in; sending it asks who it is, and what was typed is carried out then."""
    guarded = recent_sign_in_required(view)

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (guarded if request.method == "POST" else view)(request, *args, **kwargs)

    return cast(View, gate)
