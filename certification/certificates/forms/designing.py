"""What staff type to design a sheet."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from certification.certificates import colours, pictures
from certification.certificates.models import CertificateDesign
from certification.certificates.pictures import Looked, NotAPicture
from certification.certificates.snapshots import Design
from certification.certificates.words import FAINT, PICTURES


class PictureForm(forms.Form):
    """A logo or a drawn signature."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("For example: Signature of Dr Okafor"))
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("A PNG or a flat SVG of up to 1 MB. Drawn signatures print best in black without a background."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/svg+xml"}),
    )

    def clean_picture(self) -> Looked:
        file: UploadedFile[bytes] = self.cleaned_data["picture"]
        try:
            return pictures.look(file.read(pictures.LARGEST + 1))
        except NotAPicture as wrong:
            raise ValidationError(PICTURES[wrong.flaw], code=wrong.flaw, params={"what": wrong.what}) from wrong


class AsTyped:
    """A design as it stands in a form that isn't saved yet, with those who sign."""

    def __init__(self, design: CertificateDesign, signers: list[Any]) -> None:
        self._design, self._signers = design, signers

    def as_printed(self, language: str) -> dict[str, Any]:
        return self._design.as_printed(language)

    def signing_people(self, language: str) -> list[dict[str, str]]:
        return [signer.as_printed(language) for signer in self._signers]


class DesignForm(WagtailAdminModelForm):
    """A design whose words can be read on their grounds."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        needed = [*Design.COLOURS, "layout"]
        if all(cleaned.get(name) for name in needed):
            design = Design(title="", statement="", border=True, **{name: cleaned[name] for name in needed})
            for field, ground, worst in design.faint():
                told = {"ratio": number_format(round(worst, 1)), "least": number_format(colours.READABLE)}
                self.add_error(field, ValidationError(FAINT[ground], code=ground, params=told))
        return cleaned

    def as_typed(self) -> AsTyped:
        """Of a form without faults."""
        rows = self.formsets["signers"].forms
        return AsTyped(
            self.instance,
            [
                row.instance
                for row in rows
                if row.has_changed() or row.instance.pk
                if not row.cleaned_data.get("DELETE")
            ],
        )
