"""What a PDF needs beyond what WeasyPrint writes into it, so that it keeps both standards and reads well aloud."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydyf

from certification.certificates.rendering.sheet import Name

# PDF/A lets a file claim PDF/UA only if it describes that schema (ISO 19005-3, 6.6.2.3).
_PDF_UA = (Path(__file__).parent / "pdf_ua.xmp").read_bytes()


def tag_name(name: Name, lines: list[str], pdf: Any) -> None:
    """Say which language the name is in, and how each of its lines is spelled.

    Some scripts are drawn in another order than read. WeasyPrint says neither. It tags the page's only ``article`` as
    /Art, by which the name is found.
    """
    element = next(item for item in pdf.objects if isinstance(item, dict) and item.get("S") == "/Art")
    element["S"] = "/P"
    if name.language:
        element["Lang"] = pydyf.String(name.language)
    # Readers turn what is written from the right around themselves, a spelling given beside it too.
    if name.direction == "ltr":
        drawn = {pdf.objects[int(kid.split()[0])]["K"][0]: line for kid, line in zip(element["K"], lines, strict=True)}
        for mark in _marks_of_page(pdf):
            if mark.get("MCID") in drawn:
                mark["ActualText"] = pydyf.String(drawn[mark["MCID"]])


def _marks_of_page(pdf: Any) -> Iterator[dict[str, Any]]:
    streams = (item for item in pdf.objects if isinstance(item, pydyf.Stream))
    return (part for stream in streams for part in stream.stream if isinstance(part, dict))


def spell_joined_shapes(pdf: Any) -> None:
    """Where shapes stand for letters together, WeasyPrint gives all letters to one shape, and none to the others.

    PDF/A asks for something (ISO 19005-3, 6.2.11.7.2): a space without width.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            stream.stream = [line[:-1] + b"200b>" if line.endswith(b"<>") else line for line in stream.stream]


def name_linked_images(pdf: Any) -> None:
    """A link that holds only an image is called what the image is called."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/Figure":
            parent = pdf.objects[int(element["P"].split()[0])]
            if parent["S"] == "/Link":
                parent["Alt"] = element["Alt"]


def claim_accessibility(pdf: Any) -> None:
    """Say in the metadata that the file also keeps PDF/UA-1, and leave it readable to who can't unpack streams."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>") for part in metadata.stream]
    metadata.compress = False


def list_attachments_once(pdf: Any) -> None:
    """WeasyPrint lists each attachment of the document twice, once by its name and once by its kind."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def spell_out_once(pdf: Any) -> None:
    """Objects are packed and written twice by pydyf: for the file, and for its digest."""
    pdf.objects = [_Written(item) if item.free == "n" else item for item in pdf.objects]


class _Written(pydyf.Object):
    """An object in its last form. What refers to it goes on doing so by its number."""

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.number = item.number
        self._data: bytes = item.data
        self._compressible: bool = item.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible
