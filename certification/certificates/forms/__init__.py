"""What people type about certificates."""

from certification.certificates.forms.designing import AsTyped, DesignForm, PictureForm
from certification.certificates.forms.ending import BecauseForm, ReasonsForm
from certification.certificates.forms.holding import LeaveForm, RenewalForm, ShownForm
from certification.certificates.forms.verifying import FileForm, NameForm, NumberForm

__all__ = [
    "AsTyped",
    "BecauseForm",
    "DesignForm",
    "FileForm",
    "LeaveForm",
    "NameForm",
    "NumberForm",
    "PictureForm",
    "ReasonsForm",
    "RenewalForm",
    "ShownForm",
]
