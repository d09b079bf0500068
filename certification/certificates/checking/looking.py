"""Looks at one file: what it is, what it says of itself, and whether the credential in it is ours."""

import hashlib
import json
from datetime import datetime
from io import BytesIO
from typing import Final

import pypdf

from certification.certificates.checking import rehearsal, traces
from certification.certificates.checking.facts import Asked, Form, Looked
from certification.credentials.baking import NotBaked, unbake_png, unbake_svg
from certification.credentials.checking import Finding, check
from certification.credentials.documents import Document, read, written
from certification.credentials.keys import public_key

_PAGES_READ: Final = 3
_MARK: Final = b"\xef\xbb\xbf"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PICTURES: Final = (b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
_UNBAKE: Final = {Form.PNG: unbake_png, Form.SVG: unbake_svg}


def rehearse() -> None:
    """Look at one file of each form, so that nothing has to be loaded once doors are closed."""
    asked, files = rehearsal.papers()
    for content in files:
        look(content, asked)


def answer(sent: bytes) -> bytes:
    """What ``lms.apart`` asks for: the facts about a file, in the form in which they are handed over."""
    asked, content = Asked.of(sent)
    return look(content, asked).to_bytes()


def look(content: bytes, asked: Asked) -> Looked:
    """Never raises for what a file holds: what can't be read says nothing."""
    form, texts = form_of(content), traces.texts_of(content)
    credential = _credential_in(form, texts)
    finding = _finding(credential, asked) if credential else None
    if credential:
        # That of a picture stands in no plain text.
        texts += [text for text in traces.texts_of(credential) if credential != content]
    return Looked(
        form=form,
        credential=finding.holds if finding else None,
        **_digests(credential, finding.document if finding else None),
        beginnings=traces.beginnings_of(content) if form is Form.PDF else [],
        public_ids=traces.ids_in(texts),
        numbers=traces.numbers_in([words_of(content) if form is Form.PDF else "", *_letters(texts)]),
    )


def form_of(content: bytes) -> Form:
    head = content[:1024].removeprefix(_MARK).lstrip()
    if b"%PDF-" in head:
        return Form.PDF
    if head.startswith(b"{"):
        return Form.JSON
    if head.startswith(b"eyJ"):
        return Form.JWT
    if head.startswith(_PNG):
        return Form.PNG
    if head.startswith(b"<") and b"<svg" in content[:64_000]:
        return Form.SVG
    return Form.PICTURE if head.startswith(_PICTURES) else Form.OTHER


def _credential_in(form: Form, texts: list[bytes]) -> bytes | None:
    """The credential that a file is, or has inside; a stranger's bytes, like all else."""
    if form in (Form.JSON, Form.JWT):
        return texts[0].removeprefix(_MARK).strip()
    if form is Form.PDF:
        return next(iter(traces.credentials_in(texts[1:])), None)
    try:
        return _UNBAKE[form](texts[0]) if form in _UNBAKE else None
    except NotBaked:
        return None


def words_of(pdf: bytes) -> str:
    """The words of the first pages: a number may stand nowhere else."""
    try:
        pages = pypdf.PdfReader(BytesIO(pdf)).pages
        return "\n".join(pages[number].extract_text() for number in range(min(len(pages), _PAGES_READ)))
    except Exception:  # noqa: BLE001 - the outer edge: a hostile file breaks a reader in any way, and has no words
        return ""


def _letters(texts: list[bytes]) -> list[str]:
    return [text.decode("latin-1") for text in texts]


def _finding(credential: bytes, asked: Asked) -> Finding:
    keys = [public_key(key) for key in asked.keys]
    return check(credential, issuer_did=asked.did, keys=keys, at=datetime.fromisoformat(asked.at))


def _digests(credential: bytes | None, document: Document | None) -> dict[str, str]:
    """By which the credential is compared with what we keep; of a JWT only its own bytes count."""
    if credential is None or document is None:
        return {}
    text = credential.strip()
    told = {"credential_id": str(document.get("id", ""))}
    if not text.startswith(b"{"):
        return told | {"compact": _hash(text)}
    return told | {"compact": _hash(written(read(text))), "orderless": orderless(document)}


def orderless(document: Document) -> str:
    """The SHA-256 of what a document says, in whatever order it names its members."""
    return _hash(json.dumps(document, sort_keys=True, ensure_ascii=False).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
