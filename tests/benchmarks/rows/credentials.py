"""What signing a credential costs."""

import hashlib
import time
from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.contexts import document_loader
from pyld import jsonld

from certification.credentials import credential, proof
from tests.benchmarks import Pair, benchmark
from tests.certification.credentials import samples

_PER_ROUND = 40


@benchmark(
    name="signing a credential",
    unit="ms of CPU per credential",
    reference_name="two bare canonicalizations (pyld, contexts kept), two SHA-256 and one Ed25519 signature",
    target=1.5,
    better="lower",
    clock=time.process_time,
    rounds=11,
)
def signing() -> Iterator[Pair]:
    document = credential.build(samples.facts())
    made = proof.sign(document, samples.KEY, did=samples.DID, created=samples.ISSUED)["proof"][0]
    options = {name: value for name, value in made.items() if name != "proofValue"}
    options["@context"] = document["@context"]
    bare = Ed25519PrivateKey.generate()
    how = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": document_loader()}

    def ours() -> int:
        for _ in range(_PER_ROUND):
            proof.sign(document, samples.KEY, did=samples.DID, created=samples.ISSUED)
        return _PER_ROUND

    def reference() -> int:
        for _ in range(_PER_ROUND):
            parts = [jsonld.normalize(each, how) for each in (options, document)]
            bare.sign(b"".join(hashlib.sha256(part.encode()).digest() for part in parts))
        return _PER_ROUND

    yield Pair(ours, reference)
