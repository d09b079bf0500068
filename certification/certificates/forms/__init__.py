"""What people type about certificates."""

from certification.certificates.forms.ending import RevocationForm
from certification.certificates.forms.holding import LeaveForm, RenewalForm, ShownForm
from certification.certificates.forms.verifying import FileForm, NameForm, NumberForm

__all__ = ["FileForm", "LeaveForm", "NameForm", "NumberForm", "RenewalForm", "RevocationForm", "ShownForm"]
