"""Staff's screens of certificates."""

from certification.certificates.viewsets.batches import JobViewSet
from certification.certificates.viewsets.certificates import CertificateViewSet
from certification.certificates.viewsets.designs import DesignViewSet

__all__ = ["CertificateViewSet", "DesignViewSet", "JobViewSet"]
