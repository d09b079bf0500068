"""What strangers are told beside a standing: whether a holder leads, a name that matches, who is listed."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from certification.certificates import rules
from certification.certificates.models import Certificate, Holder, Suspension
from certification.certificates.queries.certificates import Answer, answer, shown
from certification.certificates.queries.renewing import activity_of
from lms.rows import ask

_ON_A_PAGE = 25
# While these hold, it says something whether their holder leads dialogues.
_STANDS = (rules.Standing.VALID, rules.Standing.EXPIRED, rules.Standing.SUPERSEDED)


def leads_at_present(found: Answer, *, at: datetime) -> bool | None:
    """Whether the holder leads dialogues, a leave set aside; ``None`` where nobody is named. Three queries."""
    person = found.certificate.holder.person_id
    if not found.name or person is None or found.standing not in _STANDS:
        return None
    return activity_of([found.certificate], at=at)[person].told.leads


# Whatever happens to a certificate is an entry of the journal; one that replaces it is there before its own entry.
_FINGERPRINT = """
SELECT holder.name, holder.shown, successor.id,
    (SELECT max(seq) FROM certificates_journalentry WHERE certificate_id IN (own.id, successor.id))
FROM certificates_certificate AS own JOIN certificates_holder AS holder ON holder.certificate_id = own.id
LEFT JOIN certificates_certificate AS successor ON successor.replaces_id = own.id WHERE own.public_id = %s
"""


def fingerprint(public_id: str) -> str:
    """What changes with all that strangers are told of a certificate; empty if there is none. One query."""
    found = ask(_FINGERPRINT, [public_id])
    return repr(found[0]) if found else ""


def name_matches(number: str, name: str) -> bool:
    """Whether that name is printed on it. Who asked us to show no name gets the same answer as for a wrong one.

    Two queries.
    """
    spelled = rules.spelled(number)
    found = shown().filter(number=spelled).first() if spelled else None
    printed = found.holder.name if found and found.holder.shown != Holder.Shown.NOBODY else ""
    return rules.same_name(printed, name)


@dataclass(frozen=True, slots=True)
class Register:
    """One page of those who chose to be listed, by name; ``listed``: how many there are in all."""

    page: Page[int]
    rows: list[Answer]
    listed: int


def register(search: str, number: str, *, at: datetime) -> Register:
    """Three queries, however many are listed: names are folded here, because databases fold accents differently."""
    today = timezone.localdate(at, timezone.get_default_timezone()).isoformat()
    told = _listed().values_list("pk", "holder__name", "snapshot__pathway_name", "snapshot__valid_until")
    rows = [(pk, name, pathway) for pk, name, pathway, until in told if until is None or until >= today]
    wanted = rules.folded(search).split()
    fitting = [(rules.folded(name), pk) for pk, name, pathway in rows if _fits(f"{name} {pathway}", wanted)]
    page = Paginator([pk for _name, pk in sorted(fitting)], _ON_A_PAGE).get_page(number)
    found = shown().in_bulk(list(page))
    return Register(page, [answer(found[pk], with_name=True, at=at) for pk in page], len(rows))


def _listed() -> QuerySet[Certificate]:
    """Those that stand, of whom their holders want it to be known."""
    return (
        shown()
        .filter(holder__shown=Holder.Shown.REGISTER, revocation=None, replaced_by=None)
        .exclude(holder__name="")
        .exclude(pk__in=Suspension.objects.filter(lifted_at=None).values("certificate"))
    )


def _fits(text: str, wanted: list[str]) -> bool:
    folded = rules.folded(text)
    return all(word in folded for word in wanted)
