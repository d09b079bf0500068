"""Snapshots to print, from the plainest to the fullest."""

import io
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from PIL import Image

from certification.certificates.models import CertificateDesign, Signer
from certification.certificates.snapshots import Snapshot

ADDRESS = "https://lms.example.org/verify/4f1b9c0e7a2d4853b6c1d09e8f7a6b5c/"
LAYOUTS = ("landscape-band", "portrait-frame")
NAMES = {
    "vi": "Nguyễn Thị Ánh",
    "yo": "Ọláyínká Adébáyọ̀",
    "el": "Ελένη Παπαδοπούλου",
    "ru": "Екатерина Щукина",
    "ar": "محمد علي",
    "he": "שרה לוי",
    "hi": "अनन्या शर्मा",
    "bn": "শর্মিষ্ঠা চট্টোপাধ্যায়",
    "ta": "கிருஷ்ணமூர்த்தி",
    "th": "สมชาย ใจดี",
    "zh-Hant": "李小龍",
    "ko": "김민준",
    "am": "ሰላማዊት ገብረ",
}
REQUIREMENTS = (
    "Complete all required lessons",
    "Be there for a live training session, at least 45 minutes",
    "Lead a practice dialogue through all five stages, seen by an observer",
    "Reach an average of 2.5 of 4 on the rubric, and at least 2 in every competency that was observed",
    "Share a written reflection on a dialogue that you led",
)
SIGNATORIES = (
    {"name": "Amara Okafor", "title": "Director, Chats for Change"},
    {"name": "Rosalind Levy", "title": "Dean for Medical Education"},
)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 60"><path d="M10 10h40v40h-40z" fill="#123a6b"/>'
    b'<path d="M60 20h80v8h-80zM60 34h60v6h-60z" fill="#123a6b"/></svg>'
)
SIGNATURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"><path fill="none" stroke="#1b2a6b"'
    b' stroke-width="2.5" d="M5 45C30 5 40 5 35 40S60 20 70 25S60 50 80 40S110 10 120 35S150 40 195 20"/></svg>'
)


def digest_of(picture: bytes) -> str:
    return sha256(picture).hexdigest()


def a_png(width: int = 300, height: int = 120, **saved: Any) -> bytes:
    """A picture of points, half transparent."""
    out = io.BytesIO()
    Image.new("RGBA", (width, height), "#123a6b80").save(out, format="PNG", **saved)
    return out.getvalue()


IMAGES = {digest_of(picture): picture for picture in (LOGO, SIGNATURE)}
DESIGN: dict[str, Any] = {
    "layout": "landscape-band",
    "primary": "#0f5e63",
    "accent": "#e9a23b",
    "ink": "#1d2433",
    "paper": "#fbf8f3",
    "title": "Certificate",
    "statement": "{name} has completed the training {pathway} and is certified to lead dialogues.",
    "border": True,
}
DOCUMENT: dict[str, Any] = {
    "number": "C4C-2026-000123-K",
    "public_id": "4f1b9c0e7a2d4853b6c1d09e8f7a6b5c",
    "verify_url": ADDRESS,
    "holder_name": "Ọláyínká Adébáyọ̀",
    "name_language": "yo",
    "pathway_name": "Chats for Change facilitator",
    "syllabus_number": 3,
    "certified_on": "2026-11-24",
    "minutes": 360,
    "sessions": 1,
    "dialogues": 2,
    "requirements": list(REQUIREMENTS),
    "signatories": [dict(person) for person in SIGNATORIES],
    "program_name": "Chats for Change",
    "institution_name": "Institute of Invented Medicine",
    "language": "en",
    "issued_at": "2026-11-24T10:00:00+00:00",
    "design": DESIGN,
    "demonstration": False,
}


def document(*, design: Mapping[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    return {**DOCUMENT, **changes, "design": {**DESIGN, **(design or {})}}


def snapshot(*, design: Mapping[str, Any] | None = None, **changes: Any) -> Snapshot:
    return Snapshot.from_document(document(design=design, **changes))


def fullest(layout: str) -> Snapshot:
    """As much as anybody may want to print: a long name, ten requirements, four who sign."""
    signing = [
        *SIGNATORIES,
        {
            "name": "Prof. Dr. Nguyễn Thị Ánh Nguyệt-Montgomery",
            "title": "Senior Associate Dean for Community Engagement",
        },
        {"name": "李小龍", "title": "Core group"},
    ]
    return snapshot(
        design={
            "layout": layout,
            "statement": "This says to all who read it that {name} " + DESIGN["statement"][7:] * 2,
        },
        holder_name="Wolfeschlegelsteinhausenbergerdorff-Alexandrovich Montgomery-Featherstonehaugh III",
        name_language="",
        requirements=[f"{sentence}, time {turn}" for turn in ("one", "two") for sentence in REQUIREMENTS],
        signatories=signing,
        demonstration=True,
    )


def a_design() -> CertificateDesign:
    """One that somebody signs."""
    design = CertificateDesign(name="First", title="Certificate")
    design.signers = [Signer(name="Ann Lee", title="Dean")]
    design.save()
    return design
