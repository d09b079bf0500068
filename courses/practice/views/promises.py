"""Promises to lead a chat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.practice import queries
from courses.practice.actions import promises
from courses.practice.forms import PromiseForm
from courses.practice.models import Promise
from courses.practice.views.parts import tell
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def promise(request: MemberRequest) -> HttpResponse:
    """One's promises, and the field for another."""
    farthest = queries.farthest_promise(request.user, today=timezone.localdate())
    form = PromiseForm(farthest, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            promises.make(on=form.cleaned_data["on"], by=request.user)
        except Refused as refusal:
            form.add_error("on", refusal.messages)
        else:
            messages.success(
                request, _("It's a promise. If the day doesn't work out, take it back and choose another.")
            )
            return redirect("practice:promise")
    made = queries.promises_of(request.user)
    return render(request, "practice/promise.html", {"form": form, "promises": made})


@login_required
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Promise, pk=pk, person=request.user)
    try:
        promises.withdraw(promise_id=pk, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Taken back. Choose another day whenever you like."))
    return redirect("practice:promise")
