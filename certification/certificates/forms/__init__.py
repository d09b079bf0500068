"""What people type about certificates."""

from certification.certificates.forms.ending import BecauseForm, ReasonsForm
from certification.certificates.forms.verifying import NumberForm

__all__ = ["BecauseForm", "NumberForm", "ReasonsForm"]
