"""What candidates and reviewers type."""

from certification.review.forms.applying import AnswerForm, ApplicationForm, SecondLookForm
from certification.review.forms.deciding import ChangedReviewForm, ClosingForm, ReviewForm, SayingForm

__all__ = [
    "AnswerForm",
    "ApplicationForm",
    "ChangedReviewForm",
    "ClosingForm",
    "ReviewForm",
    "SayingForm",
    "SecondLookForm",
]
