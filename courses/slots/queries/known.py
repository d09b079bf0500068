"""Who may stand in a meeting report: those with a seat, and whoever else is known by an address."""

from collections import defaultdict
from collections.abc import Collection

from allauth.account.models import EmailAddress

from courses.slots.models import Alias, SignUp, Slot
from courses.slots.rules.matching import Candidate
from lms.people.addresses import address_key
from lms.people.models import FormerAddress, User


def seated(slot: Slot) -> dict[int, User]:
    """Everybody with a seat in a slot, by number, in the order of their names. One query."""
    rows = SignUp.objects.confirmed().filter(slot=slot, person__isnull=False).select_related("person")
    people = sorted((row.person for row in rows if row.person), key=lambda person: str(person).casefold())
    return {person.pk: person for person in people}


def candidates(people: Collection[User]) -> list[Candidate]:
    """People with what they are known by: verified addresses, present and earlier, and confirmed names. Three."""
    ids = [person.pk for person in people]
    present: dict[int, set[str]] = defaultdict(set)
    for owner, email in EmailAddress.objects.filter(user__in=ids, verified=True).values_list("user_id", "email"):
        present[owner].add(address_key(email))
    former: dict[int, set[str]] = defaultdict(set)
    for owner, key in FormerAddress.objects.filter(person__in=ids).values_list("person_id", "email_key"):
        former[owner].add(key)
    names: dict[int, set[str]] = defaultdict(set)
    for owner, key in Alias.objects.filter(person__in=ids).values_list("person_id", "name_key"):
        names[owner].add(key)
    return [
        Candidate(
            person=person.pk,
            name=person.display_name,
            addresses=frozenset(present[person.pk]),
            former_addresses=frozenset(former[person.pk]),
            aliases=frozenset(names[person.pk]),
        )
        for person in people
    ]


def owners_of(keys: Collection[str]) -> dict[str, int]:
    """Whose verified address, present or else earlier, each of these is. Two queries."""
    former = FormerAddress.objects.filter(email_key__in=keys, person__erased_at=None).order_by("-pk")
    owners = dict(former.values_list("email_key", "person_id"))
    present = EmailAddress.objects.filter(email__in=keys, verified=True, user__erased_at=None)
    return owners | {address_key(email): owner for email, owner in present.values_list("email", "user_id")}
