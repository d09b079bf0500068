"""The candidate's pages: nobody else's, and to anybody else as if they weren't there."""

from certification.review.views.applying import apply, preview
from certification.review.views.standing import answer, let_practise, no_more, second_look, status, withdraw

__all__ = ["answer", "apply", "let_practise", "no_more", "preview", "second_look", "status", "withdraw"]
