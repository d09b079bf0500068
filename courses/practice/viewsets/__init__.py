"""What practice declares to Wagtail's admin."""

from courses.practice.viewsets.calibration import AgreementViewSet, ExerciseViewSet
from courses.practice.viewsets.care import SupportPlaceViewSet
from courses.practice.viewsets.dialogues import DialogueViewSet
from courses.practice.viewsets.feedback import FeedbackViewSet
from courses.practice.viewsets.founding import FoundingViewSet
from courses.practice.viewsets.menu import MENU

__all__ = [
    "MENU",
    "AgreementViewSet",
    "DialogueViewSet",
    "ExerciseViewSet",
    "FeedbackViewSet",
    "FoundingViewSet",
    "SupportPlaceViewSet",
]
