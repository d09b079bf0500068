"""What staff do with mail: send one again, and say mails in the program's own words."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.mail import actions, queries, samples
from lms.mail.forms import WordsForm
from lms.mail.models import MailWords, OutgoingMail
from lms.mail.rendering import Words
from lms.mail.rendering import render as render_mail
from lms.people.requests import MemberRequest

may_word = permission_required("mail.word_mails", raise_exception=True)


@permission_required("mail.retry_outgoingmail", raise_exception=True)
@require_POST
def retry(request: MemberRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    if actions.retry(mail=mail, by=request.user):
        messages.success(request, _("The mail is on its way again."))
    else:
        messages.info(request, _("There was nothing to send again."))
    return redirect("mail:inspect", mail.pk)


@may_word
@require_safe
def mails(request: MemberRequest) -> HttpResponse:
    return render(request, "mail/staff/mails.html", {"mails": queries.mails()})


@may_word
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: MemberRequest, mail_name: str, language: str) -> HttpResponse:
    form = _form(request, mail_name, language)
    if request.method == "POST" and form.is_valid():
        if actions.word(name=mail_name, language=language, words=form.words(), by=request.user):
            messages.success(request, _("Kept. From now on this mail is written in these words."))
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("mail:words", mail_name, language)
    context = {
        "form": form,
        "name": mail_name,
        "purpose": samples.PURPOSES[mail_name],
        "language": language,
        "languages": settings.LANGUAGES,
        "left_over": queries.left_over(mail_name, language, queries.sentences(mail_name, language)),
        "worded": MailWords.objects.filter(name=mail_name, language=language).exists(),
    }
    return render(request, "mail/staff/words.html", context)


@may_word
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: MemberRequest, mail_name: str, language: str) -> HttpResponse:
    """The mail in HTML as it is kept or, by POST, as it is typed; nothing is written."""
    told = _previewed(request, mail_name, language)
    return HttpResponse(told.html) if isinstance(told, Words) else _not_yet(told)


@may_word
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview_text(request: MemberRequest, mail_name: str, language: str) -> HttpResponse:
    """The same for those who read mail as text."""
    told = _previewed(request, mail_name, language)
    if not isinstance(told, Words):
        return _not_yet(told)
    return HttpResponse(f"{told.subject}\n\n{told.text}", content_type="text/plain; charset=utf-8")


@may_word
@require_POST
def restore(request: MemberRequest, mail_name: str, language: str) -> HttpResponse:
    _known(mail_name, language)
    rows = MailWords.objects.filter(name=mail_name, language=language)
    if actions.restore(rows=rows, by=request.user):
        messages.success(request, _("This mail is written in its original words again."))
    return redirect("mail:words", mail_name, language)


@may_word
@require_POST
def drop_left_over(request: MemberRequest, mail_name: str, language: str) -> HttpResponse:
    """Words whose original is no more."""
    _known(mail_name, language)
    rows = queries.left_over(mail_name, language, queries.sentences(mail_name, language))
    actions.restore(rows=rows, by=request.user)
    return redirect("mail:words", mail_name, language)


def _known(mail_name: str, language: str) -> None:
    if mail_name not in samples.PURPOSES or language not in dict(settings.LANGUAGES):
        raise Http404


def _form(request: MemberRequest, mail_name: str, language: str) -> WordsForm:
    _known(mail_name, language)
    sentences = queries.sentences(mail_name, language)
    typed = request.POST if request.method == "POST" else None
    return WordsForm(typed, sentences=sentences, own=queries.own_words(mail_name, language))


def _previewed(request: MemberRequest, mail_name: str, language: str) -> Words | WordsForm:
    """A form whose words don't fit yet is given back."""
    form = _form(request, mail_name, language)
    own: Mapping[str, str] | None = None
    if request.method == "POST":
        if not form.is_valid():
            return form
        own = form.words()
    reader = samples.reader(language=language, zone=request.user.time_zone)
    return render_mail(mail_name, samples.context_of(mail_name), reader=reader, own=own)


def _not_yet(form: WordsForm) -> HttpResponse:
    faults: dict[str, Any] = form.errors
    told = [f"{form.fields[name].label}: {' '.join(words)}" for name, words in faults.items()]
    return HttpResponse("\n".join(told), content_type="text/plain; charset=utf-8", status=422)
