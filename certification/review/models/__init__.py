"""What the review desk keeps: applications in rounds, votes, who may not cast one, what is said, and exercises."""

from certification.review.models.cases import Ask, Case, FoundingList, Round
from certification.review.models.exercises import ExerciseDecision, ReviewExercise
from certification.review.models.people import Absence, Consent, DigestWish, Guest, Recusal
from certification.review.models.talk import Message
from certification.review.models.votes import AskJudgement, Review, Seat

__all__ = [
    "Absence",
    "Ask",
    "AskJudgement",
    "Case",
    "Consent",
    "DigestWish",
    "ExerciseDecision",
    "FoundingList",
    "Guest",
    "Message",
    "Recusal",
    "Review",
    "ReviewExercise",
    "Round",
    "Seat",
]
