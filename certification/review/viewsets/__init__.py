"""What the review desk declares to Wagtail's admin."""

from certification.review.viewsets.cases import CaseViewSet
from certification.review.viewsets.exercises import ReviewExerciseViewSet
from certification.review.viewsets.roads import FoundingListViewSet

# Each is registered by ``wagtail_hooks``.
ALL = (CaseViewSet, FoundingListViewSet, ReviewExerciseViewSet)

__all__ = ["ALL", "CaseViewSet", "FoundingListViewSet", "ReviewExerciseViewSet"]
