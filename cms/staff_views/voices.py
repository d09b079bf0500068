"""Testimonials in the staff pages: keep words, ask for a yes, record one, take it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import permission_required

from cms.actions import voices
from cms.forms.voices import VoiceForm, WritingForm
from cms.models import Testimonial
from lms.actions import Refused
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

may_keep = permission_required("cms.keep_testimonial")


@may_keep
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: MemberRequest) -> HttpResponse:
    form = VoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        voice = voices.write(typed=form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. Nobody sees it on the site before there is a yes."))
        return redirect("voices:inspect", voice.pk)
    return _form(request, form, title=_("Somebody's words"))


@may_keep
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    voice = get_object_or_404(Testimonial, pk=pk)
    form = VoiceForm(request.POST or None, instance=voice)
    if request.method == "POST" and form.is_valid():
        voices.change(voice_id=pk, typed=form.cleaned_data, by=request.user)
        messages.success(request, _("Changed. Other words, or another name, are hidden until there is a yes to them."))
        return redirect("voices:inspect", pk)
    return _form(request, form, title=_("Change somebody's words"), pk=pk)


@may_keep
@recent_sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_writing(request: MemberRequest, pk: int) -> HttpResponse:
    """It says for somebody that they said yes: so who says it is asked who they are."""
    voice = get_object_or_404(Testimonial, pk=pk)
    form = WritingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            voices.record_writing(voice_id=pk, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error("written_on", refusal.messages)
        else:
            messages.success(request, _("Recorded. The words are on the site."))
            return redirect("voices:inspect", pk)
    return _form(request, form, title=_("A yes that was given in writing"), pk=pk, voice=voice)


@may_keep
@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    def verb() -> object:
        return voices.ask(voice_id=pk, by=request.user)

    return _verb(request, pk, verb, _("Asked. They have a mail with these words, and two buttons behind its link."))


@may_keep
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    def verb() -> object:
        return voices.withdraw(voice_id=pk, by=request.user)

    return _verb(request, pk, verb, _("The words aren't shown any more."))


@may_keep
@require_POST
@recent_sign_in_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Testimonial, pk=pk)
    voices.remove(voice_id=pk, by=request.user)
    messages.success(request, _("Let go of, words and address."))
    return redirect("voices:index")


def _verb(request: MemberRequest, pk: int, verb: Callable[[], object], told: str) -> HttpResponse:
    get_object_or_404(Testimonial, pk=pk)
    try:
        verb()
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, told)
    return redirect("voices:inspect", pk)


def _form(request: MemberRequest, form: Any, *, title: str, pk: int = 0, voice: Any = None) -> HttpResponse:
    context = {"form": form, "title": title, "pk": pk, "voice": voice}
    return render(request, "cms/admin/voice_form.html", context)
