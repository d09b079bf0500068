"""On what a certificate rests, and whether that holds. Checked when it is issued, and again before it is signed."""

from collections.abc import Mapping
from typing import Any


def holds(approval: Mapping[str, Any]) -> bool:
    """Whether enough different people have said yes, as the document itself says how many it takes.

    ``{"by": "votes", "rule", "needed", "votes": [{"reviewer", "decision", "at"}], "evidence": digest}`` of a case;
    ``{"by": "renewal", "certificate", "chats", "chats_needed", "reflection": digest}``;
    ``{"by": "person", "certificate", "person", "why"}`` of one that replaces another.
    """
    match approval.get("by"):
        case "votes":
            votes = approval["votes"]
            yes = {vote["reviewer"] for vote in votes if vote["decision"] == "approve"}
            others = len(votes) - len(yes)
            objected = others > 0 and approval["rule"] != "n_of_m"
            return bool(approval["evidence"]) and 0 < approval["needed"] <= len(yes) and not objected
        case "renewal":
            return bool(approval["certificate"] and approval["reflection"]) and (
                len(set(approval["chats"])) >= approval["chats_needed"]
            )
        case "person":
            return bool(approval["certificate"] and approval["person"] and approval["why"])
        case _:
            return False
