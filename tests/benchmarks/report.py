"""The table that ``make bench`` prints and the file that it leaves."""

import json
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.harness import Result

HEADS = ("", "unit", "ours", "reference", "ratio", "target", "against")


def table(results: Sequence[Result]) -> str:
    lines = [HEADS, *(_cells(result) for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def write(results: Sequence[Result], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([result.as_document() for result in results], indent=2) + "\n")


def _cells(result: Result) -> tuple[str, ...]:
    sign = "≥" if result.better == "higher" else "≤"
    return (
        result.name,
        result.unit,
        f"{result.ours.median:,.2f}",
        f"{result.reference.median:,.2f}",
        f"{result.ratio:.2f}",
        f"{sign} {result.target:g} {'reached' if result.on_target else 'MISSED'}",
        result.reference_name,
    )
