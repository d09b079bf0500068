"""The reviewers' verbs and pages at the desk."""

from certification.review.staff_views.deciding import decide

__all__ = ["decide"]
