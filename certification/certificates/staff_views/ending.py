"""One suspends, two revoke."""

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from certification.certificates import actions
from certification.certificates.forms import BecauseForm, ReasonsForm
from certification.certificates.staff_views.acts import (
    Page,
    act,
    may_revoke,
    may_suspend,
    reads_and_posts,
    sent,
    the_certificate,
)
from lms.people.recent import recent_sign_in_required
from lms.people.requests import MemberRequest

_SUSPEND = Page(
    title=_("Suspend a certificate"),
    lead=_(
        "Whoever checks it reads at once that it doesn't hold for now, and why. You can do this alone, and a program"
        " admin can let it hold again as if nothing had been. Its holder has a mail."
    ),
    label=_("Suspend it"),
    done=_("It is suspended. Whoever checks it reads why, and its holder has a mail."),
    danger=True,
)
_REINSTATE = Page(
    title=_("Let a certificate hold again"),
    lead=_("It holds again from now on, as if it had never been interrupted. Its holder has a mail."),
    label=_("Let it hold again"),
    done=_("It holds again, and its holder has a mail."),
)
_PROPOSE = Page(
    title=_("Propose to revoke a certificate"),
    lead=_(
        "It takes two: the other program admins have a mail, and one of them has to agree. Until then the certificate"
        " holds; suspend it, if that is too long. What is revoked stays so: then only a new certificate helps."
    ),
    label=_("Propose to revoke it"),
    done=_("Proposed. It is revoked once somebody else agrees; they have a mail."),
    danger=True,
)
_REVOKE = Page(
    title=_("Agree to revoke a certificate"),
    lead=_(
        "Whoever checks it reads from now on that it no longer holds, since when, and why. Its file isn't handed out"
        " any more. This can't be undone. Its holder has a mail."
    ),
    label=_("Agree, and revoke it"),
    done=_("It is revoked. Whoever checks it reads why, and its holder has a mail."),
    danger=True,
)
_WITHDRAW = Page(
    title=_("Let go of a proposal to revoke"),
    lead=_("The certificate goes on as before. The proposal stays in its history, with your name."),
    label=_("Let go of it"),
    done=_("The proposal is let go of. The certificate goes on as before."),
)


@may_suspend
@recent_sign_in_required
@reads_and_posts
def suspend(request: MemberRequest, pk: int) -> HttpResponse:
    form = ReasonsForm(sent(request))

    def verb() -> object:
        return actions.suspend(certificate_id=pk, by=request.user, **form.cleaned_data)

    return act(request, the_certificate(pk), _SUSPEND, form, verb)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def reinstate(request: MemberRequest, pk: int) -> HttpResponse:
    form = BecauseForm(sent(request))

    def verb() -> object:
        return actions.reinstate(certificate_id=pk, by=request.user, **form.cleaned_data)

    return act(request, the_certificate(pk), _REINSTATE, form, verb)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def propose(request: MemberRequest, pk: int) -> HttpResponse:
    form = ReasonsForm(sent(request))

    def verb() -> object:
        return actions.propose_revocation(certificate_id=pk, by=request.user, **form.cleaned_data)

    return act(request, the_certificate(pk), _PROPOSE, form, verb)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """Agree, as the second person."""

    def verb() -> object:
        return actions.revoke(certificate_id=pk, by=request.user)

    return act(request, the_certificate(pk), _REVOKE, Form(sent(request)), verb)


@may_revoke
@recent_sign_in_required
@reads_and_posts
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Not to agree, or to think better of it."""

    def verb() -> object:
        return actions.withdraw_proposal(certificate_id=pk, by=request.user)

    return act(request, the_certificate(pk), _WITHDRAW, Form(sent(request)), verb)
