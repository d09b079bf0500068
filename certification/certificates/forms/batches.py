"""What staff choose for work on many certificates at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.certificates.models import Batch
from certification.certificates.queries import Chosen
from certification.certificates.queries.batches import keys_in_use, pathways_issued


class ChoiceForm(forms.Form):
    """What, and with which."""

    kind = forms.ChoiceField(label=_("What shall be done"), choices=Batch.Kind.choices, widget=forms.RadioSelect)
    pathway = forms.ChoiceField(label=_("Training"), required=False)
    key = forms.ChoiceField(
        label=_("Signed with the key"),
        required=False,
        help_text=_("Only matters for signing anew. Without a choice: all keys that came into other hands."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pathway, key = self.fields["pathway"], self.fields["key"]
        assert isinstance(pathway, forms.ChoiceField)
        assert isinstance(key, forms.ChoiceField)
        pathway.choices = [("", _("all")), *pathways_issued()]
        key.choices = [("", _("all that came into other hands")), *((key, f"{key[:16]}…") for key in keys_in_use())]

    def chosen(self) -> Chosen:
        return Chosen(**self.cleaned_data)


class BeginForm(ChoiceForm):
    """The same, once it is known how many there are, with a reason."""

    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("It stands with the job; only staff read it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "pathway", "key"):
            self.fields[name].widget = forms.HiddenInput()

    def chosen(self) -> Chosen:
        return Chosen(**{name: self.cleaned_data[name] for name in ("kind", "pathway", "key")})
