"""Pages of certificates: what holders see of their own, and anybody's check of one."""

from certification.certificates.views.holding import download, mine
from certification.certificates.views.verifying import register, verify, verify_file, verify_form, verify_name

__all__ = ["download", "mine", "register", "verify", "verify_file", "verify_form", "verify_name"]
