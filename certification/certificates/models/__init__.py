"""Tables of certificates."""

from certification.certificates.models.batches import Batch, BatchRow
from certification.certificates.models.designs import CertificateDesign, DesignPicture, KeptRevision, Signer
from certification.certificates.models.ending import Revocation, RevocationProposal, Suspension
from certification.certificates.models.issued import (
    STATUS_LIST_SIZE,
    Certificate,
    CertificateFile,
    Counter,
    Credential,
    Holder,
    SignedList,
    new_public_id,
)
from certification.certificates.models.journal import JournalEntry
from certification.certificates.models.renewing import Leave, Renewal

__all__ = [
    "STATUS_LIST_SIZE",
    "Batch",
    "BatchRow",
    "Certificate",
    "CertificateDesign",
    "CertificateFile",
    "Counter",
    "Credential",
    "DesignPicture",
    "Holder",
    "JournalEntry",
    "KeptRevision",
    "Leave",
    "Renewal",
    "Revocation",
    "RevocationProposal",
    "SignedList",
    "Signer",
    "Suspension",
    "new_public_id",
]
