"""What candidates and reviewers type."""

from certification.review.forms.applying import ApplicationForm
from certification.review.forms.deciding import ReviewForm

__all__ = ["ApplicationForm", "ReviewForm"]
