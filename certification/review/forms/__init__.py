"""What candidates and reviewers type."""

from certification.review.forms.applying import AnswerForm, ApplicationForm, SecondLookForm
from certification.review.forms.deciding import ReviewForm

__all__ = ["AnswerForm", "ApplicationForm", "ReviewForm", "SecondLookForm"]
