"""Parting people into groups: by size or number, and mixed again."""

from django.db import transaction

from courses.practice import queries, rules
from courses.practice.models import Dialogue
from courses.practice.words import WORDS
from lms.actions import Refused
from lms.people.models import User


@transaction.atomic
def make(
    *,
    dialogue_id: int,
    size_or_number: str,
    n: int,
    people: int | None,
    seed: int,
    by: User,
) -> Dialogue:
    """Make groups of who is there, or of so many people without names. The seed makes them the same on every device.

    Who is put where is kept as numbers only, until the dialogue ends. Raises ``Refused``.
    """
    dialogue = Dialogue.objects.locked().select_related("enrolment", "slot").get(pk=dialogue_id)
    members = [] if people else [member.pk for member in queries.members_of(dialogue)]
    decision = rules.decide_groups(
        lead=queries.is_lead(dialogue, by),
        over=dialogue.state in (Dialogue.State.HELD, Dialogue.State.CANCELLED),
        by=size_or_number,
        n=n,
        people=people or len(members),
    )
    if decision.refused:
        raise Refused(decision.because, WORDS)
    dialogue.breakout = {
        "by": size_or_number,
        "n": n,
        "people": people or len(members),
        "seed": seed,
        "members": members,
    }
    dialogue.save(update_fields=["breakout"])
    return dialogue


@transaction.atomic
def mix_again(*, dialogue_id: int, seed: int, by: User) -> Dialogue:
    """Make the groups anew, of who is there by now. Raises ``Refused``."""
    known = Dialogue.objects.locked().get(pk=dialogue_id).breakout
    if not known:
        raise Refused((rules.Reason.NO_GROUPS_YET,), WORDS)
    people = None if known.get("members") else known["people"]
    return make(
        dialogue_id=dialogue_id,
        size_or_number=known["by"],
        n=known["n"],
        people=people,
        seed=seed,
        by=by,
    )
