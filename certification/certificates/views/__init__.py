"""Pages of certificates: what holders see of their own, and anybody's check of one."""

from certification.certificates.views.holding import download, mine, share, show
from certification.certificates.views.renewing import come_back, dialogues, leave, let_go_of_leave, renew
from certification.certificates.views.verifying import register, verify, verify_file, verify_form, verify_name

__all__ = [
    "come_back",
    "dialogues",
    "download",
    "leave",
    "let_go_of_leave",
    "mine",
    "register",
    "renew",
    "share",
    "show",
    "verify",
    "verify_file",
    "verify_form",
    "verify_name",
]
