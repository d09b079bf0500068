"""The page on which people make and take back tokens."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.api import actions
from lms.api.forms import TokenForm
from lms.api.models import ApiToken
from lms.api.scopes import Scope
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@login_required
@never_cache
@require_safe
def tokens(request: MemberRequest) -> HttpResponse:
    return _page(request, TokenForm())


@login_required
@recent_sign_in_required
@never_cache
@require_POST
def make(request: MemberRequest) -> HttpResponse:
    """Shows the secret in the answer itself: it is in no session, log or address."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    _token, secret = actions.make_token(
        owner=request.user,
        name=form.cleaned_data["name"],
        scopes=[Scope(code) for code in form.cleaned_data["scopes"]],
        lasts=timedelta(days=form.cleaned_data["days"]),
    )
    return _page(request, TokenForm(), secret=secret)


@login_required
@require_POST
def revoke(request: MemberRequest, token_id: int) -> HttpResponse:
    actions.revoke_token(token=get_object_or_404(ApiToken, pk=token_id, owner=request.user))
    messages.success(request, _("The token no longer works."))
    return redirect("tokens:list")


def _page(request: MemberRequest, form: TokenForm, *, secret: str = "") -> HttpResponse:
    mine = [
        (token, [Scope(code).label for code in token.scopes if code in Scope.values])
        for token in ApiToken.objects.filter(owner=request.user)
    ]
    context = {"form": form, "secret": secret, "tokens": mine, "now": timezone.now()}
    return render(request, "api/tokens.html", context)
