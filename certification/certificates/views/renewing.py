"""Life after the certificate: renewing it, the dialogues that one leads, and leave."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from certification.certificates import actions, queries
from certification.certificates.forms import LeaveForm, RenewalForm
from certification.certificates.models import Leave
from certification.certificates.views.holding import own
from lms.actions import Refused
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "POST"])
def renew(request: MemberRequest, public_id: str) -> HttpResponse:
    """What a renewal takes, what is there already, and the few sentences that are still to be written."""
    one = own(request, public_id)
    if one.renewal_opens_on is None:
        raise Http404
    form = RenewalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.renew(certificate_id=one.certificate.pk, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Renewed. Your new certificate is on its way; you'll have a mail in a moment."))
            return redirect("certificates:mine")
    found = queries.renewal_of(one.certificate, request.user, at=timezone.now())
    return render(request, "certificates/renew.html", {"one": one, "found": found, "form": form})


@login_required
@require_GET
def dialogues(request: MemberRequest) -> HttpResponse:
    """What somebody who is certified has led, and whether they lead at present."""
    return render(request, "certificates/dialogues.html", {"log": queries.log_of(request.user, at=timezone.now())})


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: MemberRequest) -> HttpResponse:
    log = queries.log_of(request.user, at=timezone.now())
    if log is None:
        raise Http404
    form = LeaveForm(request.POST or None, initial={"since": log.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_leave(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Noted. Take the time you need; nobody outside of the program learns of it."))
            return redirect("certificates:dialogues")
    return render(request, "certificates/leave.html", {"form": form})


@login_required
@require_POST
def come_back(request: MemberRequest) -> HttpResponse:
    actions.come_back(by=request.user)
    messages.success(request, _("Welcome back. From today on you lead again."))
    return redirect("certificates:dialogues")


@login_required
@require_POST
def let_go_of_leave(request: MemberRequest, pk: int) -> HttpResponse:
    get_object_or_404(Leave, pk=pk, person=request.user)
    try:
        actions.let_go_of_leave(leave_id=pk, by=request.user)
    except Leave.DoesNotExist:
        messages.info(request, _("This leave has begun. You can end it here whenever you like."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("certificates:dialogues")
