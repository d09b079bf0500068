"""By which addresses rows of visitors are somebody's."""

from allauth.account.models import EmailAddress

from lms.people.addresses import address_key
from lms.people.models import User


def keys_of(person: User) -> set[str]:
    """Of the addresses that the person has shown to be theirs, now or earlier. Two queries."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {address_key(address) for address in confirmed} | {row.email_key for row in person.former_addresses.all()}
