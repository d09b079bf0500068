"""Pages of certificates: what holders see of their own, and anybody's check of one."""

from certification.certificates.views.holding import download, mine
from certification.certificates.views.verifying import verify, verify_form

__all__ = ["download", "mine", "verify", "verify_form"]
