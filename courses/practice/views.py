"""The pages of practice dialogues for leads and observers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.practice import queries
from courses.practice.actions import afterwards, plans, promises, room
from courses.practice.forms import ObservationForm, PromiseForm, ProposalForm, ReflectionForm
from courses.practice.models import Dialogue, Promise, Stage
from courses.progress.models import Enrolment
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    led, observed = queries.led_by(request.user), queries.to_observe(request.user)
    return render(request, "practice/list.html", {"led": led, "to_observe": observed})


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: MemberRequest) -> HttpResponse:
    enrolment = Enrolment.objects.filter(person=request.user).order_by("-pk").first()
    if enrolment is None:
        return render(request, "practice/not_enrolled.html")
    form = ProposalForm(request.POST or None, initial={"zone": request.user.time_zone})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            dialogue = plans.propose(
                enrolment=enrolment,
                topic=data["topic"],
                aim=data["aim"],
                starts_at=data["starts_at"],
                zone=data["zone"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error("when", refusal.messages)
        else:
            messages.success(request, _("Your plan is with the core group. They look at it and find an observer."))
            return redirect(dialogue)
    return render(request, "practice/propose.html", {"form": form})


@login_required
@require_GET
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = _led(request, pk)
    return render(request, "practice/detail.html", {"dialogue": dialogue, "room": queries.room(dialogue)})


@login_required
@require_GET
def room_page(request: MemberRequest, pk: int) -> HttpResponse:
    return render(request, "practice/room.html", {"room": queries.room(_led(request, pk))})


@login_required
@require_POST
def begin_stage(request: MemberRequest, pk: int) -> HttpResponse:
    _led(request, pk)
    stage = request.POST.get("stage", "")
    if stage not in Stage.values:
        raise Http404
    try:
        room.begin_stage(dialogue_id=pk, stage=Stage(stage), by=request.user)
    except Refused as refusal:
        _tell(request, refusal)
    return redirect("practice:room", pk)


@login_required
@require_POST
def finish(request: MemberRequest, pk: int) -> HttpResponse:
    _led(request, pk)
    try:
        room.finish(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        _tell(request, refusal)
        return redirect("practice:room", pk)
    messages.success(request, _("You've led the whole hour. Take a breath before you write about it."))
    return redirect("practice:detail", pk)


@login_required
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    _led(request, pk)
    try:
        plans.cancel(dialogue_id=pk, by=request.user)
    except Refused as refusal:
        _tell(request, refusal)
    else:
        messages.success(request, _("The dialogue is called off, and your observers know."))
    return redirect("practice:detail", pk)


@login_required
@require_http_methods(["GET", "POST"])
def observe(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(queries.observed_by(request.user), pk=pk)
    draft = queries.draft_of(dialogue, request.user)
    if draft is not None and draft.submitted_at:
        return render(request, "practice/observed.html", {"dialogue": dialogue, "observation": draft})
    form = ObservationForm(dialogue.enrolment.syllabus.document["rubric"], request.POST or None, instance=draft)
    if request.method == "POST":
        form.is_valid()
        verb = afterwards.hand_in_observation if "hand_in" in request.POST else afterwards.save_observation
        try:
            verb(dialogue_id=pk, notes=form.notes(), by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Saved.") if "hand_in" not in request.POST else _("Handed in. Thank you."))
            return redirect("practice:observe", pk)
    return render(request, "practice/observe.html", {"dialogue": dialogue, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def reflect(request: MemberRequest, pk: int) -> HttpResponse:
    dialogue = _led(request, pk)
    draft = queries.reflection_of(dialogue)
    form = ReflectionForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        share = "share" in request.POST
        verb = afterwards.share_reflection if share else afterwards.save_reflection
        try:
            verb(dialogue_id=pk, answers=form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("Shared with the core group.") if share else _("Saved. Only you can see it."))
            return redirect("practice:detail", pk)
    return render(request, "practice/reflect.html", {"dialogue": dialogue, "form": form, "reflection": draft})


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
        _tell(request, refusal)
    else:
        messages.success(request, _("Taken back. Choose another day whenever you like."))
    return redirect("practice:promise")


def _led(request: MemberRequest, pk: int) -> Dialogue:
    return get_object_or_404(queries.led_by(request.user), pk=pk)


def _tell(request: HttpRequest, refusal: Refused) -> None:
    for words in refusal.messages:
        messages.error(request, words)
