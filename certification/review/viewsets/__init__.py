"""What the review desk declares to Wagtail's admin."""

from certification.review.viewsets.cases import CaseViewSet

# Each is registered by ``wagtail_hooks``.
ALL = (CaseViewSet,)

__all__ = ["ALL", "CaseViewSet"]
