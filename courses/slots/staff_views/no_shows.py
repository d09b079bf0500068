"""Excusing somebody who wasn't there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from courses.slots.actions import no_shows
from courses.slots.forms.no_shows import ExcuseForm
from courses.slots.models import Slot
from courses.slots.staff_views.gates import may_run
from lms.actions import Refused
from lms.people.models import User
from lms.people.requests import MemberRequest


@may_run
@require_POST
def excuse(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Slot, pk=pk)
    form = ExcuseForm(request.POST)
    if not form.is_valid():
        raise Http404
    person = get_object_or_404(User, pk=form.cleaned_data["person"])
    try:
        no_shows.excuse(slot_id=pk, person=person, because=form.cleaned_data["because"], by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    # Back to the same row, for a phone's screen shows few of them.
    return redirect(reverse("sessions:roster", args=[pk]) + f"#person-{person.pk}")
