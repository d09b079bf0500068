"""The one verb that staff have for mail."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.mail import actions
from lms.mail.models import OutgoingMail
from lms.people.requests import MemberRequest


@permission_required("mail.retry_outgoingmail", raise_exception=True)
@require_POST
def retry(request: MemberRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    if actions.retry(mail=mail, by=request.user):
        messages.success(request, _("The mail is on its way again."))
    else:
        messages.info(request, _("There was nothing to send again."))
    return redirect("mail:inspect", mail.pk)
