"""What can be done with certificates."""

from certification.certificates.actions.batches import begin_job, sweep_jobs, work_off
from certification.certificates.actions.ending import propose_revocation, reinstate, revoke, suspend, withdraw_proposal
from certification.certificates.actions.issuing import Earned, NotApproved, issue, preview
from certification.certificates.actions.journal import out_of_step, write_waiting
from certification.certificates.actions.lists import sign_lists
from certification.certificates.actions.moving import Moved, give, move
from certification.certificates.actions.pictures import add_picture
from certification.certificates.actions.printing import render, sweep
from certification.certificates.actions.reminding import remind
from certification.certificates.actions.renewing import come_back, let_go_of_leave, renew, show, take_leave
from certification.certificates.actions.renewing_for import renew_for
from certification.certificates.actions.replacing import Corrected, reissue
from certification.certificates.actions.restoring import reconcile, write_anew

__all__ = [
    "Corrected",
    "Earned",
    "Moved",
    "NotApproved",
    "add_picture",
    "begin_job",
    "come_back",
    "give",
    "issue",
    "let_go_of_leave",
    "move",
    "out_of_step",
    "preview",
    "propose_revocation",
    "reconcile",
    "reinstate",
    "reissue",
    "remind",
    "render",
    "renew",
    "renew_for",
    "revoke",
    "show",
    "sign_lists",
    "suspend",
    "sweep",
    "sweep_jobs",
    "take_leave",
    "withdraw_proposal",
    "work_off",
    "write_anew",
    "write_waiting",
]
