"""Following a series by mail: the form, and the two buttons behind mailed links."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.actions import followers
from cms.forms.followers import FollowForm
from cms.models import SeriesPage
from cms.queries import chats as queries
from lms.people.addresses import address_key


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    series, form = get_object_or_404(queries.public_series(), pk=pk), FollowForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, series, form)
    email, institution = form.cleaned_data["email"], form.cleaned_data["institution"]
    if not ratelimit.consume(request, action="follow_series", key=address_key(email)):
        form.add_error(None, _("That was asked for several times just now. Please wait a few minutes, then try again."))
        return _form(request, series, form, status=429)
    followers.ask(series=series, email=email, profile=form.profile, institution=institution)
    return redirect("program:follow_sent", pk)


@never_cache
@require_safe
def follow_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """The same whoever asked, and whether or not the address follows already."""
    return render(request, "cms/chats/follow_sent.html", {"page": get_object_or_404(queries.public_series(), pk=pk)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_follow(request: HttpRequest, token: str) -> HttpResponse:
    """A mailed link: looking at it changes nothing, for mail scanners look too."""
    row = followers.asking(token)
    if request.method == "POST" and row is not None and followers.confirm(follower_id=row.pk):
        return redirect(request.path)
    gone = row is None or row.ended_at is not None
    context = {"follower": None if gone else row, "end": "" if row is None else followers.end_token(row)}
    return render(request, "cms/chats/follow_confirm.html", context, status=404 if gone else 200)


@csrf_exempt  # Programs that read mail press too, and know of nothing but the link.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_follow(request: HttpRequest, token: str) -> HttpResponse:
    """The same for ending it."""
    row = followers.ending(token)
    # Answered at once: who presses for a reader isn't to be led elsewhere.
    if request.method == "POST" and row is not None:
        followers.end(follower_id=row.pk)
        row.refresh_from_db()
    return render(request, "cms/chats/follow_end.html", {"follower": row}, status=200 if row else 404)


def _form(request: HttpRequest, series: SeriesPage, form: FollowForm, *, status: int = 200) -> HttpResponse:
    return render(request, "cms/chats/follow.html", {"page": series, "form": form}, status=status)
