"""Who reads what a lead wrote about a dialogue."""

from django.db.models import Q, QuerySet

from courses.practice.models import Dialogue, Pairing, Reflection
from lms.people.models import Relation, User
from lms.people.roles import Role, has_role


def possible_readers(dialogue: Dialogue) -> QuerySet[User]:
    """Whom a lead may name as a reader: their mentor, the co-lead, the observers. One query."""
    lead = dialogue.enrolment.person_id
    parts = Pairing.objects.accepted().filter(dialogue=dialogue)
    mentors = Relation.objects.filter(kind=Relation.Kind.MENTOR, other=lead)
    near = Q(pk__in=parts.values("person")) | Q(pk__in=mentors.values("person"))
    return (
        User.objects.filter(near, is_active=True)
        .exclude(enrolments=dialogue.enrolment_id)
        .order_by("display_name", "pk")
    )


def shared_reflection(dialogue_id: int, reader: User) -> Reflection | None:
    """A reflection that was shared with a reader, by name or as one of the core group. At most two queries."""
    group = Q(with_core_group=True) if has_role(reader, Role.CORE_GROUP) else Q(pk=None)
    shared = Reflection.objects.filter(dialogue=dialogue_id, shared_at__isnull=False).filter(
        group | Q(pk__in=Reflection.readers.through.objects.filter(user=reader).values("reflection"))
    )
    return shared.select_related("dialogue__enrolment__person", "dialogue__enrolment__syllabus").first()
