"""What people type about certificates."""

from certification.certificates.forms.designing import AsTyped, DesignForm, PictureForm
from certification.certificates.forms.ending import RevocationForm
from certification.certificates.forms.holding import LeaveForm, RenewalForm, ShownForm
from certification.certificates.forms.verifying import NumberForm

__all__ = [
    "AsTyped",
    "DesignForm",
    "LeaveForm",
    "NumberForm",
    "PictureForm",
    "RenewalForm",
    "RevocationForm",
    "ShownForm",
]
