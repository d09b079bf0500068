"""Files that people bring to be checked: true ones, touched ones, and others'. The same seed makes the same file."""

import io
import json
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pikepdf
import png as pypng
import pypdf
from django.core.files.storage import storages
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from certification.certificates.checking import asking, looking
from certification.certificates.checking.facts import Looked
from certification.certificates.models import Certificate
from certification.certificates.queries import FileAnswer, by_file
from certification.credentials.baking import bake_png
from tests import scenes

CREDENTIAL = "credential.json"


def stored(certificate: Certificate, kind: str) -> bytes:
    """The bytes of one of its files, as they were issued."""
    paths = {"pdf": certificate.file.path, "json": certificate.credential.path, "jwt": certificate.credential.jwt_path}
    with storages["certificates"].open(paths[kind]) as file:
        return bytes(file.read())


def png_of(certificate: Certificate) -> bytes:
    return bake_png(a_picture(), stored(certificate, "json"))


def a_picture(side: int = 24) -> bytes:
    out = io.BytesIO()
    pypng.from_array([[90, 140, 200] * side] * side, "RGB").write(out)
    return out.getvalue()


def svg_of(certificate: Certificate) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" width="9">'
        f"<openbadges:credential><![CDATA[{stored(certificate, 'json').decode()}]]></openbadges:credential></svg>"
    ).encode()


def here(content: bytes, *, at: datetime) -> Looked:
    """The same as ``asking.look``, without a process of its own."""
    return Looked.from_bytes(looking.look(content, asking.asked(at)).to_bytes())


def told(content: bytes, at: datetime = scenes.NOW) -> FileAnswer:
    return by_file(content, at=at, look=here)


# --- touched --------------------------------------------------------------------------------------


def flipped(content: bytes, seed: int) -> bytes:
    """One bit is another one."""
    chance = random.Random(seed)  # noqa: S311
    place = chance.randrange(len(content))
    changed = content[place] ^ (1 << chance.randrange(7))
    return content[:place] + bytes([changed]) + content[place + 1 :]


def attached(pdf: bytes, credential: bytes) -> bytes:
    """Saved again by another program, with the credential inside."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments[CREDENTIAL] = pikepdf.AttachedFileSpec(document, credential)
        return _saved(document)


def stripped(pdf: bytes) -> bytes:
    """Saved again by another program, without anything inside of it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for name in list(document.attachments):
            del document.attachments[name]
        return _saved(document)


def _saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def unpacked(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        mode = pikepdf.ObjectStreamMode.disable
        return _saved(document, object_stream_mode=mode, compress_streams=False)


def covered(pdf: bytes, name: str) -> bytes:
    """Another name is laid over the first in an update that is added at the end: what was signed before stays there."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (100, 300, 500, 400))),
            NameObject("/Contents"): TextStringObject(name),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return _written(writer)


def signed_once_more(pdf: bytes, seed: int) -> bytes:
    """Somebody else's signature is added."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    signature = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Sig"),
            NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
            NameObject("/SubFilter"): NameObject("/ETSI.CAdES.detached"),
            NameObject("/ByteRange"): ArrayObject(map(NumberObject, (0, len(pdf), len(pdf) + seed, 64))),
            NameObject("/Contents"): TextStringObject("00" * 64),
        }
    )
    writer._add_object(signature)
    writer.root_object[NameObject("/SigFlags")] = NumberObject(3)
    return _written(writer)


def _written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def other_words(credential: bytes) -> Iterator[bytes]:
    """A credential with each of its texts changed, one at a time."""
    document = json.loads(credential)
    for change in _each_text(document):
        was = change("Somebody Else")
        yield json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        change(was)


def _each_text(value: Any) -> Iterator[Callable[[str], str]]:
    for name, held in list(value.items()) if isinstance(value, dict) else list(enumerate(value)):
        if isinstance(held, str):

            def change(text: str, place: Any = name) -> str:
                was = value[place]
                value[place] = text
                return str(was)

            yield change
        elif isinstance(held, dict | list):
            yield from _each_text(held)
