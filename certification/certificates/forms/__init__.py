"""What people type about certificates."""

from certification.certificates.forms.ending import RevocationForm
from certification.certificates.forms.holding import LeaveForm, RenewalForm, ShownForm
from certification.certificates.forms.verifying import NumberForm

__all__ = ["LeaveForm", "NumberForm", "RenewalForm", "RevocationForm", "ShownForm"]
