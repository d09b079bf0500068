"""What staff type to issue a certificate anew, and to say whose it is."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from certification.certificates.actions import Corrected
from certification.certificates.models import Certificate
from lms.people.models import User

Why = Certificate.Why
_FACTS = ("pathway_name", "minutes", "sessions", "dialogues")


class ReissueForm(forms.Form):
    """How the new one differs; it begins with what is printed on the old one."""

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[(why.value, why.label) for why in (Why.NAME, Why.ERROR, Why.DESIGN)],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Name as printed"), max_length=200)
    name_language = forms.CharField(
        label=_("Language of the name, if known"),
        max_length=20,
        required=False,
        help_text=_("A code such as vi or ar: screen readers say the name rightly by it."),
    )
    language = forms.ChoiceField(label=_("Printed in"), choices=settings.LANGUAGES)
    pathway_name = forms.CharField(label=_("Certified for"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes of training"), min_value=0)
    sessions = forms.IntegerField(label=_("Sessions"), min_value=0)
    dialogues = forms.IntegerField(label=_("Dialogues led"), min_value=0)
    forget_old_name = forms.BooleanField(
        label=_("Take the old name out of our records and files"),
        required=False,
        help_text=_("If its holder asks for it. The old number goes on answering, without a name; its PDF is gone."),
    )

    def __init__(self, certificate: Certificate, sent: QueryDict | None = None) -> None:
        printed = certificate.snapshot
        initial = {name: printed.get(name) for name in (*_FACTS, "language")}
        initial |= {"name": certificate.holder.name, "name_language": certificate.holder.name_language}
        super().__init__(sent, initial={**initial, "why": Why.NAME})
        self._printed = printed

    def corrected(self) -> Corrected:
        typed = self.cleaned_data
        facts = {name: typed[name] for name in _FACTS if typed[name] != self._printed.get(name)}
        own = {name: typed[name] for name in ("name", "name_language", "language", "forget_old_name")}
        return Corrected(**own, facts=facts)

    def clean(self) -> dict[str, Any]:
        """What says more than a name is corrected only as an error."""
        typed = super().clean() or {}
        if typed.get("why") != Why.ERROR:
            for name in _FACTS:
                if name in typed and typed[name] != self._printed.get(name):
                    self.add_error(name, _("Choose “there was an error in it” above to change this."))
        return typed


class _AccountForm(forms.Form):
    """Somebody's account, by the address that they sign in with."""

    email = forms.EmailField(label=_("E-mail address of the account"), max_length=254)

    def clean_email(self) -> str:
        self.person = User.objects.by_address(self.cleaned_data["email"])
        if self.person is None or not self.person.is_active:
            raise forms.ValidationError(_("Nobody signs in with this address."))
        return str(self.cleaned_data["email"])


class MoveForm(_AccountForm):
    """The other account of the same person."""

    why = forms.ChoiceField(
        label=_("Why"),
        choices=[
            ("two_accounts", _("they have two accounts")),
            ("new_address", _("they lost their old address")),
            ("wrong_account", _("it was issued to the wrong account")),
        ],
        widget=forms.RadioSelect,
    )


class GiveForm(_AccountForm):
    """Whose certificate it is, with the name that is printed on it."""

    name = forms.CharField(label=_("Name as printed on it"), max_length=200)
    name_language = forms.CharField(label=_("Language of the name, if known"), max_length=20, required=False)
