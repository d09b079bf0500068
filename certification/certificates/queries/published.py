"""What stands at the issuer's own addresses: signed credentials and lists, and what an achievement is."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import storages

from certification.certificates import rules
from certification.certificates.models import Certificate, Credential, Holder, SignedList
from certification.certificates.queries.certificates import shown
from certification.certificates.rules import NotOffered
from courses.progress.models import Release
from courses.progress.requirements import Syllabus
from courses.progress.words import sentence
from lms.people.models import User


@dataclass(frozen=True, slots=True)
class Offered:
    """A credential that may be handed out: its number names the file, its row says where the bytes are."""

    number: str
    credential: Credential

    def document(self) -> bytes:
        """The JSON with its proof. Raises ``FileNotFoundError``."""
        return _stored(self.credential.path)

    def jwt(self) -> bytes:
        """Raises ``FileNotFoundError``."""
        return _stored(self.credential.jwt_path)


def _stored(path: str) -> bytes:
    with storages["certificates"].open(path) as file:
        return bytes(file.read())


def offered(public_id: str, *, reader: User | None) -> Offered | NotOffered:
    """The credential of a random id, or why there is none for this reader. Two queries."""
    found = shown().filter(public_id=public_id).first()
    if found is None:
        return NotOffered.UNKNOWN
    holder, signed = found.holder, getattr(found, "credential", None)
    reason = rules.why_not_offered(
        revoked=hasattr(found, "revocation"),
        named=bool(holder.name),
        shown=holder.shown != Holder.Shown.NOBODY,
        own=reader is not None and holder.person == reader,
        signed=signed is not None,
    )
    if signed is None or reason is not None:
        return reason or NotOffered.UNSIGNED
    return Offered(found.number, signed)


def signed_list(number: int) -> SignedList | None:
    """A list of what was revoked, as it was last signed. One query."""
    return SignedList.objects.filter(number=number).first()


@dataclass(frozen=True, slots=True)
class Competency:
    """One of those by which somebody who leads a dialogue is observed."""

    key: str
    name: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Achieved:
    """What a kind of certificate stands for. ``open``: people can still train for it."""

    slug: str
    name: str
    program: str
    issuer: str
    criteria: tuple[str, ...]
    competencies: tuple[Competency, ...] = ()
    # How many people decide, each on their own; how many months it holds (0: for good), and by how many chats it is
    # renewed.
    deciding: int = 0
    months: int = 0
    chats: int = 0
    open: bool = False


def achieved(slug: str) -> Achieved | None:
    """An achievement as its newest syllabus has it; under an address of earlier days, as it was last printed.

    Two queries at most.
    """
    newest = Release.objects.filter(pathway__slug=slug).select_related("syllabus").order_by("-pk").first()
    if newest is not None:
        return _as_released(slug, newest.syllabus.plan)
    # A pathway that goes by another name now, or is gone: its address stands in credentials that still hold.
    printed = Certificate.objects.filter(snapshot__pathway_slug=slug).order_by("-pk").first()
    return _as_printed(slug, printed) if printed is not None else None


def _as_released(slug: str, plan: Syllabus) -> Achieved:
    rows = plan.rubric.get("competencies", ())
    return Achieved(
        slug=slug,
        name=plan.title,
        program=settings.PROGRAM_NAME,
        issuer=settings.INSTITUTION_NAME,
        criteria=tuple(sentence(requirement, plan.titles) for requirement in plan.requirements),
        competencies=tuple(Competency(row["key"], row["name"], row["question"]) for row in rows),
        deciding=plan.review.seats,
        months=plan.review.valid_months,
        chats=plan.review.renewal_chats,
        open=True,
    )


def _as_printed(slug: str, certificate: Certificate) -> Achieved:
    told = certificate.snapshot
    renewal = told.get("renewal", {})
    return Achieved(
        slug=slug,
        name=told["pathway_name"],
        program=told["program_name"],
        issuer=told["institution_name"],
        criteria=tuple(told["requirements"]),
        months=renewal.get("months", 0),
        chats=renewal.get("chats", 0),
    )
