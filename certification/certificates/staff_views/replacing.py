"""A certificate issued anew, given to another account, or to whom it belongs."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from certification.certificates import actions
from certification.certificates.forms.replacing import GiveForm, MoveForm, ReissueForm
from certification.certificates.staff_views.acts import (
    Page,
    act,
    may_revoke,
    reads_and_posts,
    sent,
    the_certificate,
)
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

_REISSUE = Page(
    title=_("Issue a certificate anew"),
    lead=_(
        "A new certificate with a number of its own stands for this one from now on; the day of certification stays."
        " This one goes on answering, and leads to the new one. Its holder has a mail."
    ),
    label=_("Issue it anew"),
    done=_("It is issued anew. Its holder has a mail as soon as it is printed."),
)
_MOVE = Page(
    title=_("Give it to another account"),
    lead=_(
        "For one person with two accounts: all certificates of the one, with renewals and leaves, stand in the other"
        " from now on. Nothing on a certificate changes. They have a mail."
    ),
    label=_("Give them to this account"),
    done=_("All certificates of that person stand in the other account now."),
)
_GIVE = Page(
    title=_("Say whose certificate this is"),
    lead=_(
        "It came back from the journal after our database was restored from a copy; whose it is was lost. Look it up in"
        " the mail of that day, or let them show you theirs."
    ),
    label=_("It is theirs"),
    done=_("Noted. They find it on their page."),
)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def reissue(request: MemberRequest, pk: int) -> HttpResponse:
    certificate = the_certificate(pk)
    form = ReissueForm(certificate, sent(request))

    def verb() -> object:
        why = form.cleaned_data["why"]
        return actions.reissue(certificate_id=pk, why=why, corrected=form.corrected(), by=request.user)

    return act(request, certificate, _REISSUE, form, verb)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def move(request: MemberRequest, pk: int) -> HttpResponse:
    certificate, form = the_certificate(pk), MoveForm(sent(request))
    person = certificate.holder.person
    if person is None:
        raise Http404

    def verb() -> object:
        assert form.person is not None
        return actions.move(person=person, into=form.person, why=form.cleaned_data["why"], by=request.user)

    return act(request, certificate, _MOVE, form, verb)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def give(request: MemberRequest, pk: int) -> HttpResponse:
    certificate, form = the_certificate(pk), GiveForm(sent(request))

    def verb() -> object:
        assert form.person is not None
        names = {name: form.cleaned_data[name] for name in ("name", "name_language")}
        return actions.give(certificate_id=pk, person=form.person, by=request.user, **names)

    return act(request, certificate, _GIVE, form, verb)
