"""How somebody helps with others' dialogues: their wishes, which nobody else sees."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.practice import queries
from courses.practice.actions import wishes
from courses.practice.forms import WishForm
from lms.people.requests import MemberRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def how_i_help(request: MemberRequest) -> HttpResponse:
    form = WishForm(queries.wish_of(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        wishes.save(wish=form.wish(), by=request.user)
        messages.success(request, _("Saved. You're asked as you wish; what you have promised stays promised."))
        return redirect("practice:help")
    context = {"form": form, "may_help": queries.may_help(request.user, at=timezone.now())}
    return render(request, "practice/help.html", context)
