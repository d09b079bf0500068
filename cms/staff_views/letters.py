"""Letters from the site in the staff pages: an answer, and what became of a topic."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import permission_required

from cms.actions import inquiries
from cms.forms.inquiries import AnswerForm, BecameForm, ToldForm
from cms.models import Inquiry
from cms.words.inquiries import VERBS
from lms.actions import Refused
from lms.people.requests import MemberRequest

Outcome = Inquiry.Outcome
may_answer = permission_required("cms.answer_inquiry")


@may_answer
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, pk: int, outcome: str) -> HttpResponse:
    """With kind words to begin from; who comes second reads what the first wrote."""
    letter = get_object_or_404(Inquiry, pk=pk)
    form = AnswerForm(letter, outcome, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            inquiries.answer(letter_id=pk, answer=_said(form, outcome), by=request.user)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            sent = _("Answered. It is on its way to them.")
            messages.success(request, sent if letter.email else _("Noted. They left no address to write to."))
        return redirect("letters:inspect", pk)
    return _form(request, letter, form, title=VERBS.told(outcome))


@may_answer
@require_http_methods(["GET", "HEAD", "POST"])
def become(request: MemberRequest, pk: int) -> HttpResponse:
    """A topic that was answered earlier is a chat after all."""
    letter = get_object_or_404(Inquiry, pk=pk)
    form = BecameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            inquiries.become(letter_id=pk, chat=form.cleaned_data["became"], by=request.user)
        except Refused as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Kept. Its writer hears of it once the chat is public."))
        return redirect("letters:inspect", pk)
    return _form(request, letter, form, title=VERBS.told(Outcome.CHAT))


@may_answer
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: MemberRequest, pk: int) -> HttpResponse:
    """What anybody reads of a suggestion, in staff's words."""
    letter = get_object_or_404(Inquiry.objects.answered().filter(kind=Inquiry.Kind.TOPIC), pk=pk)
    form = ToldForm(request.POST or None, initial={"told_as": letter.told_as})
    if request.method == "POST" and form.is_valid():
        inquiries.tell(letter_id=pk, told_as=form.cleaned_data["told_as"], by=request.user)
        messages.success(request, _("Kept. This is what the site tells of it."))
        return redirect("letters:inspect", pk)
    return _form(request, letter, form, title=_("Told on the site"))


def _said(form: AnswerForm, outcome: str) -> inquiries.Answer:
    typed = form.cleaned_data
    return inquiries.Answer(
        Outcome(outcome), typed["answer"], told_as=typed.get("told_as", ""), became=typed.get("became")
    )


def _form(
    request: MemberRequest, letter: Inquiry, form: AnswerForm | BecameForm | ToldForm, *, title: str
) -> HttpResponse:
    return render(request, "cms/admin/letter_form.html", {"letter": letter, "form": form, "title": title})
