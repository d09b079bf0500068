"""What this part exports about a person, and how it lets go of them."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certification.review.actions.applying import take_back
from certification.review.models import (
    Absence,
    Ask,
    Case,
    Consent,
    DigestWish,
    ExerciseDecision,
    Guest,
    Message,
    Recusal,
    Review,
    ReviewExercise,
    Round,
    Seat,
)
from courses.progress.models import Enrolment
from lms.audit import actions as audit
from lms.mail.forgetting import forget_names
from lms.people import personal_data
from lms.people.models import User

GONE = "—"


def export(person: User) -> dict[str, Any]:
    cases = Case.objects.filter(enrolment__person=person).order_by("pk")
    given = Review.objects.filter(reviewer=person).order_by("pk")
    read = ("rounds", "rounds__asks", "rounds__messages")
    return {
        "applications": [_application(case) for case in cases.prefetch_related(*read)],
        "decisions_by_you": list(given.values("decided_at", "decision", "reason", "letter", "changed_because")),
        "next_steps_by_you": list(Ask.objects.filter(review__reviewer=person).values("text", "met_by", "by_date")),
        "said_by_you": list(Message.objects.filter(author=person).values("said_at", "kind", "text")),
        "stepped_aside": list(Recusal.objects.filter(person=person).values("said_at", "reason")),
        "away": list(Absence.objects.filter(person=person).values("starts_on", "ends_on", "delegate__display_name")),
        "mail_on_mondays": not DigestWish.objects.filter(person=person, weekly=False).exists(),
        "guest_for_applications": list(
            Guest.objects.filter(person=person).values("named_at", "seconded_at", "until", "ended_at")
        ),
        "asked_to_read": list(Seat.objects.filter(reviewer=person).values("seated_at", "because", "left_because")),
        "agreed_to": {
            "ties": list(Consent.objects.filter(given_by=person).values("given_at", "ties")),
            "guests": list(Guest.objects.filter(seconded_by=person).values("seconded_at")),
        },
        "asked_for": {
            "ties": list(Consent.objects.filter(asked_by=person).values("asked_at", "ties", "reason")),
            "guests": list(Guest.objects.filter(named_by=person).values("named_at", "reason")),
        },
        "exercises": list(
            ExerciseDecision.objects.filter(reviewer=person).values("exercise__title", "decision", "reason")
        ),
    }


def _application(case: Case) -> dict[str, Any]:
    return {
        "opened": case.opened_at,
        "state": case.state,
        "name": case.printed_name,
        "printed_in": case.certificate_language,
        "pronunciation": case.pronunciation,
        "pronouns": case.pronouns,
        "rests_on": case.reference,
        "put_right": case.corrected_at,
        "reviewers_may_practise_since": case.exercise_consent_at,
        "reviews": [
            {
                "sent": row.opened_at,
                "words": row.words,
                "outcome": row.outcome,
                "letter": row.letter,
                "way_forward": row.way_forward,
                "apply_again_from": row.apply_again_from,
                "second_look_until": row.appeal_until,
                "questions": [said.text for said in row.messages.all() if said.kind == Message.Kind.QUESTION],
                "next_steps": [
                    {"text": ask.text, "met_by": ask.met_by, "until": ask.by_date, "answer": ask.answer}
                    for ask in row.asks.all()
                    if ask.place
                ],
            }
            for row in case.rounds.all()
        ],
    }


def erase(person: User) -> None:
    """Withdraw what is open, and remove the person's own words and what was written about them.

    The enrolments' locks come before the cases', as everywhere.
    """
    enrolments = list(Enrolment.objects.locked().filter(person=person))
    cases = Case.objects.filter(enrolment__in=enrolments)
    for case in cases.open().locked():
        take_back(case, at=timezone.now())
    rounds = Round.objects.filter(case__in=cases)
    Review.objects.filter(round__in=rounds).update(reason=GONE, changed_because="")
    Review.objects.filter(round__in=rounds).exclude(letter="").update(letter=GONE)
    Ask.objects.filter(round__in=rounds).update(text=GONE, met_by=GONE, answer="")
    rounds.update(words="", salt="", way_forward="")
    rounds.exclude(letter="").update(letter=GONE)
    Message.objects.filter(round__in=rounds).update(text=GONE)
    Consent.objects.filter(case__in=cases).update(reason=GONE)
    Guest.objects.filter(case__in=cases).update(reason=GONE)
    Recusal.objects.filter(case__in=cases).update(reason="")
    ReviewExercise.objects.filter(round__in=rounds).update(document={}, title=GONE, withdrawn_at=timezone.now())
    forget_names(list(cases.values_list("printed_name", flat=True)))
    audit.forget_titles(cases)
    cases.update(
        printed_name="", name_language="", pronunciation="", pronouns="", reference="", exercise_consent_at=None
    )
    _forget_reviewer(person)


def _forget_reviewer(person: User) -> None:
    """What they said as a reviewer: that a vote was cast, and how, stays with the decision that it bore."""
    Recusal.objects.filter(person=person).update(reason="")
    Absence.objects.filter(person=person).delete()
    DigestWish.objects.filter(person=person).delete()
    Consent.objects.filter(Q(asked_by=person) | Q(reviewer=person)).update(reason=GONE)
    Guest.objects.filter(Q(named_by=person) | Q(person=person)).update(reason=GONE)
    ExerciseDecision.objects.filter(reviewer=person).delete()


personal_data.register(
    "applications",
    export=export,
    erase=erase,
    stays=_("That an application was decided, when and by whom, without your name or words."),
)
