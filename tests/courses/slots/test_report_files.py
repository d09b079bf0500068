"""What files of meeting tools come to: real forms with invented people, and the minutes that they prove."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from courses.slots.reports import Form, Order, ReadLine, Unreadable, Window, fitting_zone, recognise
from courses.slots.reports.clocks import read_clock, read_duration
from courses.slots.rules.names import spoken_names
from courses.slots.rules.stays import Stay, merged, minutes_of

FILES = Path(__file__).parent / "reports"
NEW_YORK = ZoneInfo("America/New_York")
# Tuesday 20 October 2026, 3 to 4 pm in New York; and an hour of the night in which clocks go back.
AFTERNOON = Window(datetime(2026, 10, 20, 19, tzinfo=UTC), datetime(2026, 10, 20, 20, tzinfo=UTC), NEW_YORK)
TURNING = Window(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 6, 30, tzinfo=UTC), NEW_YORK)
PEOPLE = ("Ana Silva", "Bo Lindqvist", "Chidi Okafor", "Imani Whitfield")

ZOOM, TEAMS, MEET, PLAIN = Form.ZOOM, Form.TEAMS, Form.MEET, Form.PLAIN
EXPECTED = {
    "zoom_2019_attentiveness.csv": (ZOOM, {"Ana": 60, "Bo": 51}, []),
    "zoom_2021_header_block.csv": (ZOOM, {"Ana": 55, "Bo": 44}, []),
    "zoom_2022_waiting_room.csv": (ZOOM, {"Ana": 60}, ["2 waiting_room", "4 waiting_room"]),
    "zoom_2024_new_words.csv": (ZOOM, {"Imani": 60, "Ana": 45}, []),
    "zoom_restarted.csv": (ZOOM, {"Ana": 54, "Bo": 16}, []),
    "zoom_unique_users.csv": (ZOOM, {}, ["2 no_times", "3 no_times"]),
    "zoom_day_first.csv": (ZOOM, {"Ana": 44, "Bo": 60}, []),
    "zoom_resaved_short_dates.csv": (ZOOM, {"Ana": 52, "Bo": 20}, []),
    "zoom_resaved.xlsx": (ZOOM, {"Ana": 55, "Bo": 49}, []),
    "zoom_devices_and_pronouns.csv": (ZOOM, {"Ana": 58, "Bo": 60}, []),
    "zoom_webinar.csv": (ZOOM, {"Imani": 60, "Ana": 56}, ["11 no_times"]),
    "zoom_clocks_go_back.csv": (ZOOM, {"Ana": 20, "Bo": 20, "Chidi": 29}, []),
    "zoom_in_utc.csv": (ZOOM, {}, ["2 outside"]),
    "teams_sections.csv": (TEAMS, {"Ana": 49, "Bo": 57}, []),
    "teams_participants_only.csv": (TEAMS, {"Ana": 60}, ["8 gaps"]),
    "teams_2021_single_table.csv": (TEAMS, {"Ana": 57, "Bo": 45}, []),
    "teams_2020_actions.csv": (TEAMS, {"Ana": 55}, ["3 no_leave"]),
    "meet_times_alone.csv": (MEET, {"Ana": 57, "Bo": 60}, []),
    "meet_dated.csv": (MEET, {"Ana": 44, "Bo": 15}, []),
    "plain_with_offsets.csv": (PLAIN, {"Ana": 45, "Bo": 50}, []),
    "plain_semicolons_and_dots.csv": (PLAIN, {"Ana": 46, "Bo": 30}, []),
    "plain_serial_numbers.csv": (PLAIN, {"Ana": 40, "Bo": 60}, []),
    "plain_table.xlsx": (PLAIN, {"Ana": 60, "Bo": 30}, []),
}


def read(name: str, order: Order | None = None) -> tuple[Form, list[ReadLine]]:
    file = recognise((FILES / name).read_bytes())
    return file.form, list(file.stays(TURNING if "clocks_go_back" in name else AFTERNOON, order))


def minutes(lines: list[ReadLine], window: Window) -> dict[str, int]:
    """By first name, for all of whom one line counts."""
    stays: dict[str, list[Stay]] = {}
    for line in lines:
        if line.reason is None and line.joined_at and line.left_at:
            [person] = [name for name in PEOPLE if name.casefold() in spoken_names(line.name)]
            stays.setdefault(person.split()[0], []).append(Stay(line.joined_at, line.left_at))
    return {person: minutes_of(merged(found, window.starts, window.ends)) for person, found in stays.items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_proves_these_minutes(name: str) -> None:
    form, lines = read(name)

    found = minutes(lines, TURNING if "clocks_go_back" in name else AFTERNOON)
    rejected = [f"{line.number} {line.reason}" for line in lines if line.reason]
    assert (form, found, rejected) == EXPECTED[name]


def test_every_file_is_expected_to_come_to_something() -> None:
    assert {path.name for path in FILES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize(
    "text",
    [
        "10/20/2026 02:58:12 PM",
        "10/20/2026 02:58:12\u202fPM",
        "10/20/26, 2:58:12 p.m.",
        "10/20/2026 14:58:12",
        "2026-10-20 14:58:12",
        "2026/10/20T14:58:12",
        "20.10.2026 14:58:12",
        "20.10.2026 14.58.12",
        "Oct 20, 2026 02:58:12 PM",
        "Tuesday, October 20, 2026, 2:58:12 PM",
        "20-Oct-26 14:58:12",
        "46315.6237500",
    ],
)
def test_a_time_is_read_however_it_is_written(text: str) -> None:
    written = read_clock(text)

    assert written
    assert (written.month_first, written.clock.isoformat()) == (datetime(2026, 10, 20, tzinfo=UTC).date(), "14:58:12")


@pytest.mark.parametrize(
    "text", ["", "soon", "14:58 PM", "25:00", "10/20/2026", "13/32/2026 10:00", "9" * 5000, "x:00"]
)
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert read_clock(text) is None


def test_a_duration_is_read_in_all_its_forms() -> None:
    told = [read_duration(text) for text in ("57m 3s", "1h 4m 49s", "1 hr 5 min", "0:44:50", "62", "long")]

    assert [None if each is None else each // timedelta(seconds=1) for each in told] == [
        3423,
        3889,
        3900,
        2690,
        3720,
        None,
    ]


def table(*rows: str) -> bytes:
    return "\n".join(["Name,Join Time,Leave Time", *rows]).encode()


def lines_of(content: bytes, window: Window = AFTERNOON, order: Order | None = None) -> list[ReadLine]:
    return list(recognise(content).stays(window, order))


NOVEMBER = Window(datetime(2026, 11, 10, 20, tzinfo=UTC), datetime(2026, 11, 10, 21, tzinfo=UTC), NEW_YORK)


def test_a_day_that_may_be_a_month_is_told_by_the_day_of_the_session() -> None:
    [line] = lines_of(table("Ana,10/11/2026 15:00,10/11/2026 16:00"), NOVEMBER)

    assert (line.joined_at, line.reason) == (NOVEMBER.starts, None)


def test_one_date_that_allows_one_order_only_tells_it_for_the_whole_file() -> None:
    other_day, this_day = lines_of(
        table("Ana,10/11/2026 15:00,10/11/2026 16:00", "Bo,10/25/2026 15:00,10/25/2026 16:00"), NOVEMBER
    )

    assert (other_day.reason, this_day.reason) == ("outside", "outside")


def test_two_days_that_could_both_be_the_session_are_asked_about() -> None:
    content = table("Ana,10/11/2026 15:00,10/11/2026 16:00", "Bo,11/10/2026 15:00,11/10/2026 16:00")

    assert [line.reason for line in lines_of(content, NOVEMBER)] == ["day_or_month", "day_or_month"]
    assert [line.reason for line in lines_of(content, NOVEMBER, Order.MONTH_FIRST)] == ["outside", None]


def test_a_broken_line_says_why_and_the_others_count() -> None:
    content = table("Ana,10/20/2026 3 pm,10/20/2026 16:00", "Bo,10/20/2026 16:00,10/20/2026 15:00", "Chidi,10/20/2026 15:00,10/20/2026 16:00")  # fmt: skip  # noqa: E501

    assert [(line.number, line.reason) for line in lines_of(content)] == [
        (2, "time_unreadable"),
        (3, "left_first"),
        (4, None),
    ]


def test_an_hour_that_never_was_is_told() -> None:
    spring = Window(datetime(2027, 3, 14, 6, 30, tzinfo=UTC), datetime(2027, 3, 14, 7, 30, tzinfo=UTC), NEW_YORK)

    [line] = lines_of(table("Ana,2027-03-14 02:15:00,2027-03-14 03:20:00"), spring)

    assert line.reason == "skipped_hour"


def test_a_call_over_midnight_is_read_from_times_alone() -> None:
    night = Window(datetime(2026, 10, 21, 3, 30, tzinfo=UTC), datetime(2026, 10, 21, 4, 30, tzinfo=UTC), NEW_YORK)

    [line] = lines_of(b"First name,Last name,Time joined,Time exited\nAna,Silva,11:40 PM,12:20 AM", night)

    assert (line.joined_at, line.left_at) == (night.starts + timedelta(minutes=10), night.ends - timedelta(minutes=10))


def zone_for(name: str, chosen: str) -> str | None:
    window = Window(AFTERNOON.starts, AFTERNOON.ends, ZoneInfo(chosen))
    stays = [Stay(line.joined_at, line.left_at) for line in recognise((FILES / name).read_bytes()).stays(window)
             if line.joined_at and line.left_at]  # fmt: skip
    zones = ["America/New_York", "UTC", "Europe/London", "Asia/Kolkata"]
    return fitting_zone(stays, starts=window.starts, ends=window.ends, chosen=chosen, likely=zones, zones=zones)


def test_the_zone_that_would_fit_is_named() -> None:
    assert zone_for("zoom_in_utc.csv", "America/New_York") == "UTC"
    assert zone_for("zoom_2021_header_block.csv", "Europe/London") == "America/New_York"
    assert zone_for("zoom_2021_header_block.csv", "Asia/Kolkata") == "America/New_York"


def test_a_zone_that_fits_is_left_alone() -> None:
    assert zone_for("zoom_2021_header_block.csv", "America/New_York") is None


def test_a_file_without_a_head_is_refused() -> None:
    with pytest.raises(Unreadable, match="no_header"):
        recognise(b"Just,some,words\nand,more,words\n")
