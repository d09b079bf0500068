"""Adding a picture for designs."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.certificates import actions
from certification.certificates.forms import PictureForm
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest


@permission_required("certificates.add_designpicture", raise_exception=True)
@recent_sign_in_required
@require_http_methods(["GET", "POST"])
def add(request: MemberRequest) -> HttpResponse:
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_picture(
            name=form.cleaned_data["name"], picture=form.cleaned_data["picture"], by=request.user
        )
        messages.success(request, _("%(name)s can be chosen in designs now.") % {"name": made.name})
        return redirect("certificate_pictures:index")
    return render(request, "certificates/staff/picture.html", {"form": form})
