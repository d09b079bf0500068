"""Program admins' verbs for the founding list: name somebody, take somebody off."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.practice.actions import founding
from courses.practice.forms import FoundingForm
from courses.practice.models import FoundingMember
from lms.actions import Refused
from lms.people.requests import MemberRequest

may_name = permission_required("practice.name_foundingmember", raise_exception=True)


@may_name
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: MemberRequest) -> HttpResponse:
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        part = FoundingMember.Part(data["part"])
        try:
            founding.name(person=data["person"], part=part, because=data["because"], by=request.user)
        except Refused as refusal:
            form.add_error("email", refusal.messages)
        else:
            messages.success(request, _("%(name)s is on the founding list now.") % {"name": data["person"]})
            return redirect("founding:index")
    return render(request, "practice/staff/name_founder.html", {"form": form})


@may_name
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(FoundingMember.objects.select_related("person"), pk=pk)
    try:
        founding.withdraw(member_id=pk, by=request.user)
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(name)s is off the founding list.") % {"name": member.person})
    return redirect("founding:index")
