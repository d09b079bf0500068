"""The lead's own words after a dialogue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.practice import queries
from courses.practice.actions import reflections
from courses.practice.forms import ReflectionForm
from courses.practice.views.parts import led
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def reflect(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = led(request, pk)
    draft = queries.reflection_of(dialogue)
    form = ReflectionForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        share = "share" in request.POST
        verb = reflections.share if share else reflections.save
        try:
            verb(dialogue_id=pk, answers=form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Shared with the core group.") if share else _("Saved. Only you can see it."))
            return redirect("practice:detail", pk)
    return render(request, "practice/reflect.html", {"dialogue": dialogue, "form": form, "reflection": draft})
