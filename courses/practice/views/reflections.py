"""The lead's own words after a dialogue: written, kept as they go, shared, and read by those whom they name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.practice import queries
from courses.practice.actions import reflections
from courses.practice.forms import ReadersForm, ReflectionForm
from courses.practice.models import Dialogue, Reflection
from courses.practice.rules import Reason
from courses.practice.views.parts import led
from lms.actions import Refused
from lms.people.requests import MemberRequest


def _own(request: MemberRequest, pk: int) -> Dialogue:
    """A dialogue that the reader planned and leads: a co-lead has no part in what its lead writes for themselves."""
    dialogue = led(request, pk)
    if dialogue.enrolment.person_id != request.user.pk:
        raise Http404
    return dialogue


@login_required
@require_http_methods(["GET", "POST"])
def reflect(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = _own(request, pk)
    draft = queries.reflection_of(dialogue)
    form = ReflectionForm(dialogue.enrolment.syllabus.document["rubric"], request.POST or None, instance=draft)
    other = None
    if request.method == "POST" and form.is_valid():
        try:
            reflections.save(dialogue_id=pk, by=request.user, seen=form.last_seen(), **form.as_written())
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            other = _laid_beside(form, refusal, dialogue)
        else:
            if "choose" in request.POST:
                return redirect("practice:share_reflection", pk)
            messages.success(request, _("Saved. Only you can see it."))
            return redirect("practice:reflect", pk)
    return render(
        request, "practice/reflect.html", {"dialogue": dialogue, "form": form, "reflection": draft, "other": other}
    )


def _laid_beside(form: ReflectionForm, refusal: Refused, dialogue: Dialogue) -> Reflection | None:
    """What another tab saved meanwhile, to look at beside what was typed; saving once more then keeps what is typed."""
    if Reason.CHANGED_ELSEWHERE not in refusal.reasons:
        return None
    other = queries.reflection_of(dialogue)
    if other is not None:
        form.lay_upon(other.saved_at)
    return other


@login_required
@require_POST
def keep(request: MemberRequest, pk: int) -> JsonResponse:
    """Saves as one writes, and says so in a word."""
    dialogue = _own(request, pk)
    form = ReflectionForm(dialogue.enrolment.syllabus.document["rubric"], request.POST)
    if not form.is_valid():
        return JsonResponse({"words": _("Not saved yet: look at what is marked when you save.")}, status=422)
    try:
        kept = reflections.save(dialogue_id=pk, by=request.user, seen=form.last_seen(), **form.as_written())
    except Refused as refusal:
        return JsonResponse({"words": " ".join(refusal.messages)}, status=409)
    return JsonResponse({"seen": kept.saved_at.isoformat(), "words": _("Saved. Only you can see it.")})


@login_required
@require_http_methods(["GET", "POST"])
def share(request: MemberRequest, pk: int) -> HttpResponse:
    """Who reads it: chosen after it is written, widened later, never narrowed."""
    dialogue = _own(request, pk)
    reflection = queries.reflection_of(dialogue)
    if reflection is None:
        return redirect("practice:reflect", pk)
    form = ReadersForm(
        queries.possible_readers(dialogue), reflection, request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        core_group = form.cleaned_data.get("with_core_group", False)
        readers = list(form.cleaned_data.get("readers", ()))
        try:
            reflections.share(dialogue_id=pk, by=request.user, with_core_group=core_group, readers=readers)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _shared_with(core_group))
            return redirect("practice:reflection", pk)
    context = {"dialogue": dialogue, "form": form, "reflection": reflection}
    return render(request, "practice/share_reflection.html", context)


def _shared_with(core_group: bool) -> str:
    return _("Shared with the core group.") if core_group else _("Shared with the people you named.")


@login_required
@require_GET
def reflection(request: MemberRequest, pk: int) -> HttpResponse:
    """What was shared, as its readers and its writer read it."""
    own = Reflection.objects.filter(dialogue=pk, dialogue__enrolment__person=request.user, shared_at__isnull=False)
    related = ("dialogue__enrolment__person", "dialogue__enrolment__syllabus")
    found = own.select_related(*related).first() or queries.shared_reflection(pk, request.user)
    if found is None:
        raise Http404
    return render(request, "practice/reflection.html", {"reflection": found, "dialogue": found.dialogue})
