"""Files that are made to break whoever looks at them. None is larger than we take."""

import json
import struct
import zlib
from typing import Any

from certification.certificates import keys
from certification.credentials.documents import written
from tests.certification.credentials import samples


def a_pdf(*objects: str | bytes, trailer: str = "") -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        held = each.encode() if isinstance(each, str) else each
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R {trailer} >>\n"
    return body + end.encode() + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _stream(held: bytes, more: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(held), more.encode(), held)


_PAGES = ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
_PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R %s >>"


def a_bomb() -> bytes:
    """Nine megabytes that unpack to nine gigabytes, three times."""
    packer = zlib.compressobj(9)
    once = packer.compress(bytes(64 * 1024 * 1024)) + packer.flush()
    for _turn in range(2):
        once = zlib.compress(once * 40, 9)
    filters = "/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    return a_pdf(*_PAGES, _PAGE % "", _stream(once, filters))


def a_wide_bomb() -> bytes:
    packed = zlib.compress(b"(0) Tj " * 10_000_000, 9)
    return a_pdf(*_PAGES, _PAGE % "", _stream(packed, "/Filter /FlateDecode"))


def a_looped_table() -> bytes:
    pdf = a_pdf(*_PAGES, _PAGE % "", _stream(b""))
    at = int(pdf.rsplit(b"startxref\n", 1)[1].split()[0])
    return pdf.replace(b"<< /Root 1 0 R  >>", b"<< /Root 1 0 R /Prev %010d >>" % at)


def looped_pages() -> bytes:
    return a_pdf(_PAGES[0], "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 999999999 >>", _PAGE % "", _stream(b""))


def a_script() -> bytes:
    act = "<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>"
    catalog = f"<< /Type /Catalog /Pages 2 0 R /OpenAction {act} /AA << /WC {act} >> >>"
    return a_pdf(catalog, _PAGES[1], _PAGE % "", _stream(b""))


def nested() -> bytes:
    return a_pdf(*_PAGES, _PAGE % ("/X " + "[" * 200_000), _stream(b""))


def many_streams() -> bytes:
    return b"%PDF-1.7\n" + b"stream\n\x78\x9c" * 1_000_000


def a_huge_picture() -> bytes:
    """A PNG that says it has ten thousand million points, with a text that unpacks without end."""
    size = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    text = b"openbadgecredential\0\1\0\0\0" + zlib.compress(bytes(64 * 1024 * 1024), 9)
    chunks = ((b"IHDR", size), (b"iTXt", text), (b"IDAT", zlib.compress(bytes(1_000_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, held = part
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE svg [<!ENTITY l0 "ha">{entities}]><svg xmlns="http://www.w3.org/2000/svg">&l11;</svg>'.encode()


def _of_ours() -> dict[str, Any]:
    """What says that we issued it: whatever doesn't is looked at no further."""
    document = samples.signed()
    document["issuer"]["id"] = keys.did()
    return document


def a_clique(nodes: int = 9) -> bytes:
    """Blank nodes that nobody can tell apart: to put them in order takes every order there is."""
    document = _of_ours()
    knows = [{"type": ["Evidence"], "narrative": f"_:b{number}"} for number in range(nodes)]
    everybody = [{"id": f"_:b{number}"} for number in range(nodes)]
    document["evidence"] = [each | {"evidence": everybody} for each in everybody]
    document["credentialSubject"]["evidence"] = knows
    return written(document)


def deep() -> bytes:
    return b'{"a":' * 400_000


def wide() -> bytes:
    return b'{"type":"VerifiableCredential","a":[' + b"[]," * 3_000_000 + b"1]}"


def elsewhere(site: str) -> bytes:
    """Names addresses of a machine wherever a reader might ask one."""
    document = _of_ours()
    document["@context"] = [*document["@context"], f"{site}/context"]
    document["credentialStatus"]["statusListCredential"] = f"{site}/status"
    document["credentialSchema"] = [{"id": f"{site}/schema", "type": "1EdTechJsonSchemaValidator2019"}]
    document["termsOfUse"] = {"id": f"{site}/terms"}
    return json.dumps(document).encode()


def calling_pdf(site: str) -> bytes:
    act = f"<< /S /URI /URI ({site}/) >>"
    return a_pdf(
        f"<< /Type /Catalog /Pages 2 0 R /OpenAction {act} >>",
        _PAGES[1],
        _PAGE % f"/Annots [<< /Type /Annot /Subtype /Link /A {act} >>]",
        _stream(b"", f"/F << /FS /URL /F ({site}/) >>"),
    )
