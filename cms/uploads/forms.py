"""The forms of documents and images in the staff pages: they look into the file before it is kept."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.uploads.looking import can_be_drawn, look
from cms.uploads.rules import TYPES, Group, Reason, reason_against
from cms.uploads.words import WORDS


class DocumentForm(BaseDocumentForm):
    """Wagtail's form, and one question more: is the file what it says?"""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        # Who only changes the title sends no file.
        if isinstance(file, UploadedFile):
            refuse_what_it_is_not(file)
        return file

    def add_error(self, field: str | None, error: Any) -> None:
        """One reason is enough: of a file that was refused, the model would say that its name has no end."""
        if field is None and "file" in self.errors and hasattr(error, "error_dict"):
            error.error_dict.pop("file", None)
        super().add_error(field, error)


class PictureField(WagtailImageField):
    """Wagtail's field, which reads a file line by line before it asks how large it is; ours asks first.

    A hundred megabytes without the end of a line kept a web server's thread busy for minutes.
    """

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile):
            self.check_image_file_size(data)
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """Wagtail's form, and one question more: can the picture be drawn, as a release will?"""

    file = PictureField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def full_clean(self) -> None:
        """Wagtail counts a picture's points before it knows that the file is whole."""
        try:
            super().full_clean()
        except (OSError, SyntaxError):
            self.add_error("file", ValidationError(WORDS[Reason.UNREADABLE], code=Reason.UNREADABLE))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile) and not can_be_drawn(file):
            raise ValidationError(WORDS[Reason.UNREADABLE], code=Reason.UNREADABLE)
        return file


def refuse_what_it_is_not(file: UploadedFile[bytes]) -> None:
    """Raises ``ValidationError`` with what is wrong and what to do."""
    assert file.file is not None
    extension = PurePath(file.name or "").suffix[1:].lower()
    size = file.size or 0
    most = {Group(name): limit for name, limit in settings.UPLOAD_LIMITS.items()}
    reason = reason_against(extension, look(file.file, size), most)
    if reason is not None:
        group = TYPES[extension].group if extension in TYPES else Group.DOCUMENT
        told = {
            "extension": extension,
            "allowed": ", ".join(f".{name}" for name in TYPES),
            "size": filesizeformat(size),
            "most": filesizeformat(most[group]),
        }
        raise ValidationError(WORDS[reason], code=reason, params=told)
