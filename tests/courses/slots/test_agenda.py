"""An agenda as hosts type it."""

import pytest

from courses.slots import rules
from courses.slots.rules import Part


def test_parts_follow_each_other_from_the_start() -> None:
    assert rules.parts_of("10 Check-in\n\n 25 Breakout \n15 Debrief") == (
        Part("Check-in", 10, 0),
        Part("Breakout", 25, 10),
        Part("Debrief", 15, 35),
    )


@pytest.mark.parametrize(
    "line", ["10 Welcome", "10 min Welcome", "10: Welcome", "10 minutes · Welcome", "10' Welcome", "10-Welcome"]
)
def test_minutes_are_read_as_people_write_them(line: str) -> None:
    assert rules.parts_of(line) == (Part("Welcome", 10, 0),)


@pytest.mark.parametrize("line", ["Welcome", "3000 years of history", "10"])
def test_what_is_no_minutes_and_name_stands_as_a_name(line: str) -> None:
    assert rules.parts_of(line) == (Part(line, 0, 0),)


@pytest.mark.parametrize(("minute", "name"), [(-1, None), (0, "A"), (9.99, "A"), (10, "B"), (30, None)])
def test_a_part_runs_from_its_beginning_to_the_next(minute: float, name: str | None) -> None:
    part = rules.running(rules.parts_of("10 A\n20 B"), minute=minute)

    assert (part and part.name) == name


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Check-in", ("check_in", "")),
        ("Frame: what is race", ("frame", "what is race")),
        ("debrief", ("debrief", "")),
        ("Welcome: names", ("", "Welcome: names")),
    ],
)
def test_a_part_that_is_named_after_a_stage_is_known_as_one(name: str, known: tuple[str, str]) -> None:
    assert rules.stage_of(name) == known
