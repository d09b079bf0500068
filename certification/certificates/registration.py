"""What this app tells the ground: what roles may do here, and how staff's acts are called."""

from django.utils.translation import gettext_lazy as _

from lms.audit import actions as audit
from lms.people.roles import Role, contribute

_DESIGN = tuple(f"certificates.{verb}_certificatedesign" for verb in ("view", "add", "change", "delete"))
_PICTURES = tuple(f"certificates.{verb}_designpicture" for verb in ("view", "add"))

contribute(Role.CORE_GROUP, "certificates.view_certificate")
contribute(Role.CONTENT_ADMIN, *_DESIGN, *_PICTURES)
contribute(Role.PROGRAM_ADMIN, "certificates.view_certificate", "certificates.revoke_certificate", *_DESIGN, *_PICTURES)
contribute(Role.CORE_GROUP, "certificates.view_certificate", "certificates.suspend_certificate")
contribute(Role.CONTENT_ADMIN, *_DESIGN)
contribute(
    Role.PROGRAM_ADMIN,
    *(f"certificates.{verb}_certificate" for verb in ("view", "revoke", "suspend")),
    "certificates.view_batch",
    *_DESIGN,
)
audit.describe(
    {
        "certificates.suspend": _("Suspend a certificate"),
        "certificates.reinstate": _("Let a certificate hold again"),
        "certificates.propose_revocation": _("Propose to revoke a certificate"),
        "certificates.withdraw_proposal": _("Let go of a proposal to revoke"),
        "certificates.revoke": _("Revoke a certificate"),
        "certificates.reissue": _("Issue a certificate anew"),
        "certificates.add_picture": _("Add a picture for certificates"),
        "certificates.renew_for": _("Renew a certificate for its holder"),
        "certificates.move": _("Give a certificate to another account of its holder"),
        "certificates.give": _("Say whose certificate a restored one is"),
        "certificates.restore": _("Take a certificate in again from the journal"),
        "certificates.begin_job": _("Begin work on many certificates at once"),
    }
)
