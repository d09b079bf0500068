"""What candidates and reviewers type."""

from certification.review.forms.applying import ApplicationForm
from certification.review.forms.deciding import ChangedReviewForm, ClosingForm, ReviewForm, SayingForm

__all__ = ["ApplicationForm", "ChangedReviewForm", "ClosingForm", "ReviewForm", "SayingForm"]
