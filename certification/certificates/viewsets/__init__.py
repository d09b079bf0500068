"""Staff's lists of certificates, of jobs on many at once, and of the designs that new ones are printed in."""

from certification.certificates.viewsets.batches import JobViewSet
from certification.certificates.viewsets.certificates import CertificateViewSet
from certification.certificates.viewsets.designs import DesignViewSet, PictureViewSet

__all__ = ["CertificateViewSet", "DesignViewSet", "JobViewSet", "PictureViewSet"]
