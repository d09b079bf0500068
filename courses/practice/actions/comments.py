"""What the lead, their mentor and the core group say about a plan."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.practice import queries, rules
from courses.practice.models import Dialogue, PlanComment
from courses.practice.words import WORDS
from lms.actions import Clock, Refused
from lms.audit import actions as audit
from lms.mail import actions as mail
from lms.people.models import Relation, User


@transaction.atomic
def say(*, dialogue_id: int, text: str, by: User, clock: Clock = timezone.now) -> PlanComment:
    """Say something about a plan; the other side has a mail. The same words twice in a row are said once.

    Raises ``Refused``.
    """
    dialogue = Dialogue.objects.locked().select_related("enrolment__person").get(pk=dialogue_id)
    text = text.strip()
    decision = rules.decide_comment(
        takes_part=queries.talks_about(dialogue, by),
        over=dialogue.state in (Dialogue.State.HELD, Dialogue.State.CANCELLED),
        words=bool(text),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    last = PlanComment.objects.filter(dialogue=dialogue).last()
    if last is not None and (last.author_id, last.text) == (by.pk, text):
        return last
    comment = PlanComment.objects.create(dialogue=dialogue, author=by, text=text, said_at=clock())
    if by.has_perm(queries.CLEARS):
        audit.record("practice.comment", about=dialogue, by=by)
    for person in _other_side(dialogue, by):
        _tell(person, comment, by)
    return comment


def _other_side(dialogue: Dialogue, by: User) -> list[User]:
    """The lead; or, where the lead writes, whoever has said something, and the mentors where nobody has."""
    lead = dialogue.enrolment.person
    if lead is not None and lead.pk != by.pk:
        return [lead]
    said = User.objects.filter(plan_comments__dialogue=dialogue).exclude(pk=by.pk).distinct()
    mentors = User.objects.filter(relations__other=by, relations__kind=Relation.Kind.MENTOR).distinct()
    return list(said.order_by("pk")) or list(mentors.order_by("pk"))


def _tell(person: User, comment: PlanComment, by: User) -> None:
    dialogue = comment.dialogue
    mail.queue(
        "plan_comment",
        to=person,
        cause=f"plan_comment:{comment.pk}/{person.pk}",
        context={
            "topic": dialogue.topic,
            "author": by.display_name,
            "words": comment.text,
            "path": _path(dialogue, person),
        },
    )


def _path(dialogue: Dialogue, person: User) -> str:
    if dialogue.enrolment.person_id == person.pk:
        return dialogue.get_absolute_url()
    if person.has_perm(queries.CLEARS):
        return reverse("dialogues:inspect", args=[dialogue.pk])
    return reverse("practice:plan", args=[dialogue.pk])
