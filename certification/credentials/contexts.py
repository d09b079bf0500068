"""The two contexts that our documents name, from the installed package: nothing is ever fetched."""

import hashlib
import re
import threading
from collections.abc import Mapping
from typing import Any, Final

from openbadgeslib.ob3.contexts import load_context
from pyld import jsonld
from pyld.context_resolver import ContextResolver

from certification.credentials.documents import Document, Unsound

CREDENTIALS: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

# Whatever is relative in a document, address or unknown type, ends up under this name and is found by it.
_NOWHERE: Final = "relative-to-nothing:/"


class Vocabulary:
    """Contexts by their addresses, and documents turned into the text that is signed.

    pyld keeps what it made of contexts in one place for all threads and lets them meet there; here each has its own.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._own = threading.local()

    def hash_of(self, document: Document) -> bytes:
        return hashlib.sha256(self.canonical(document).encode()).digest()

    def canonical(self, document: Document) -> str:
        """A document's statements by RDFC-1.0; ``Unsound`` if a member is dropped or means something made up.

        For documents of ours: what a stranger's may cost is bounded in ``proof.verify``.
        """
        self._refuse_other_contexts(document)
        dropped: list[object] = []
        try:
            statements = str(jsonld.JsonLdProcessor(dropped.append).normalize(document, self._options()))
        except jsonld.JsonLdError as error:
            raise Unsound(f"not JSON-LD: {error}") from error
        if dropped:
            raise Unsound(f"terms that no context knows: {dropped[:5]}")
        if relative := re.search(f"<{_NOWHERE}([^>]*)>", statements):
            raise Unsound(f"no whole address: {relative[1][:80]}")
        return statements

    def _options(self) -> dict[str, Any]:
        if not hasattr(self._own, "kept"):
            self._own.kept = {}
        return {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "base": _NOWHERE,
            "documentLoader": self._load,
            "contextResolver": ContextResolver(self._own.kept, self._load),
        }

    def _refuse_other_contexts(self, document: Document) -> None:
        named = document.get("@context")
        if not isinstance(named, list) or not named:
            raise Unsound("contexts are named in a list")
        if others := [each for each in named if not isinstance(each, str) or each not in self._documents]:
            raise Unsound(f"a context that isn't ours: {str(others[0])[:120]}")

    def _load(self, url: str, _options: object = None) -> dict[str, Any]:
        """As pyld asks for it; "static" says that what was made of it may be kept."""
        return {"contextUrl": None, "documentUrl": url, "document": self._documents[url], "tag": "static"}


OURS: Final = Vocabulary({url: load_context(url) for url in (CREDENTIALS, OPEN_BADGES)})
