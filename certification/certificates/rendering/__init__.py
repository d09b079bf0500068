"""From what is printed on a certificate to the bytes of its PDF. Reads nothing else: no database, file or network."""

from collections.abc import Mapping
from types import MappingProxyType

from certification.certificates.snapshots import Snapshot

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


def render(snapshot: Snapshot, *, attachment: bytes | None = None, images: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """The PDF of a certificate, not yet signed: the same arguments give the same bytes.

    ``attachment`` is the credential's JSON, which goes into the file; ``images`` are the pictures that the snapshot
    names, by their SHA-256. Raises ``layout.MissingPicture`` where one is absent or isn't what its name says.
    """
    # Imported here, being slow: only who prints waits for it, and a site without its libraries still starts.
    from certification.certificates.rendering import layout, paper  # noqa: PLC0415

    return paper.write(layout.lay_out(snapshot, attachment=attachment, images=images))
