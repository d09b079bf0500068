"""A stranger's bytes are read within limits, or not at all."""

import json
from datetime import datetime

import pytest

from certification.credentials import documents
from certification.credentials.documents import MOST_BYTES, MOST_LEVELS, MOST_VALUES, Unsound, instant, read, written


def test_what_is_written_is_read_back() -> None:
    document = {"name": "Zoë \u2028 李", "flag": True, "list": [{"a": "b"}], "nothing": None}

    assert read(written(document)) == document
    assert written({"b": 1, "a": "ë"}) == '{"b":1,"a":"ë"}'.encode()


def nested(levels: int) -> bytes:
    return b'{"a":' * (levels - 1) + b"{}" + b"}" * (levels - 1)


def test_depth_size_and_number_have_an_end() -> None:
    within = json.dumps({"a": ["b"] * (MOST_VALUES - 10)}).encode()

    assert read(nested(MOST_LEVELS))
    assert read(within)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'"text"',
        b"{",
        b'{"a":1}{"b":2}',
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b'{"a":1.5}',
        b'{"a":1e999}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\xff"}',
        b'{"a":"\\ud800"}',
        b'{"\\udfff":"a"}',
        nested(MOST_LEVELS + 1),
        nested(20_000),
        b"[" * 120_000,
        json.dumps({"a": ["b"] * MOST_VALUES}).encode(),
        json.dumps({"a": "b" * MOST_BYTES}).encode(),
    ],
    ids=[
        "nothing", "a list", "a text", "cut", "two", "twice", "twice inside", "fraction", "endless", "no number",
        "less than all", "long number", "no unicode", "half a letter", "half a letter as name", "deep", "very deep",
        "deep list", "many", "large",
    ],
)  # fmt: skip
def test_what_is_past_a_limit_or_odd_is_refused(data: bytes) -> None:
    with pytest.raises(Unsound):
        read(data)


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(Unsound):
        instant(datetime(2026, 6, 1))  # noqa: DTZ001


def test_nothing_that_is_no_json_is_ever_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        documents.written({"a": float("nan")})
