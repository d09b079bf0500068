"""What people type about certificates."""

from certification.certificates.forms.ending import RevocationForm
from certification.certificates.forms.verifying import NumberForm

__all__ = ["NumberForm", "RevocationForm"]
