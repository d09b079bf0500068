"""What people type, or bring, to check a certificate."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from certification.certificates.checking.asking import MOST_BYTES


class NumberForm(forms.Form):
    """A certificate's number, as it stands on the paper, or the address that its code leads to."""

    number = forms.CharField(
        label=_("Number, or address"),
        max_length=200,
        help_text=_("For example C4C-2026-000123-4. It stands at the foot of the certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )


class NameForm(forms.Form):
    """The name that somebody reads on a certificate, to learn whether it is the one that we printed."""

    number = forms.CharField(max_length=200, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("The name that is printed on it"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A file that says it is a certificate. It is looked at, and never kept."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A PDF, JSON or JWT, or a badge as PNG or SVG, of at most 10 MB. We look at it and keep nothing."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.json,.jsonld,.jwt,.txt,.png,.svg"}),
        error_messages={"empty": _("There is nothing in this file. Please choose another.")},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("This file is larger than 10 MB. A certificate is much smaller."), code="too_large")
        return file
