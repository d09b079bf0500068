"""What is told of a file that somebody brings to be checked."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a file is what we issued; what holds of the certificate today is its standing."""

    REAL = "real"  # byte for byte what we issued, or a credential that says the same
    ALTERED = "altered"  # it speaks of a certificate of ours, and isn't what we issued
    NEVER_ISSUED = "never_issued"  # nothing in it is ours
    UNREADABLE = "unreadable"  # it took too much to look at, and nothing is said of it


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """``journalled``: the journal knows these bytes. ``says_the_same``: by a key that is trusted, in other bytes.

    ``certificate``: one of ours is named in it. ``sealed``: what it says is only what its credential says, which holds
    of no PDF: whoever reads one sees its pages.
    """

    journalled: bool = False
    says_the_same: bool = False
    sealed: bool = False
    certificate: bool = False


def decide_file(facts: FileFacts) -> Verdict:
    """A signature alone is not enough: whoever stole a key signs what they like. What counts is what we wrote down."""
    if facts.certificate and (facts.journalled or (facts.sealed and facts.says_the_same)):
        return Verdict.REAL
    return Verdict.ALTERED if facts.certificate else Verdict.NEVER_ISSUED
