"""Forms for everybody: programs are stopped, people get through and lose nothing that they typed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django import forms

from cms.forms.guarded import GuardedForm

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


class Asking(GuardedForm):
    words = forms.CharField()


def opened(at: datetime = NOON) -> dict[str, str]:
    """What the hidden fields of a form hold that is opened at a moment."""
    with time_machine.travel(at, tick=False):
        page = str(Asking())
    found = re.search(r'name="begun" value="([^"]+)"', page)
    assert found is not None
    return {"begun": found[1], "website": ""}


def sent(after: timedelta, **typed: str) -> Asking:
    with time_machine.travel(NOON + after, tick=False):
        form = Asking({**opened(), "words": "Hello", **typed})
        form.is_valid()
        str(form)
    return form


def test_who_takes_four_seconds_gets_through_with_their_own_words_alone() -> None:
    assert sent(timedelta(seconds=4)).cleaned_data == {"words": "Hello"}


@pytest.mark.parametrize("after", [timedelta(0), timedelta(seconds=3)])
def test_who_is_faster_than_people_is_asked_to_press_once_more(after: timedelta) -> None:
    assert sent(after).non_field_errors() == ["That was faster than people type. Please press the button once more."]


def test_pressing_once_more_later_gets_through() -> None:
    first = sent(timedelta(seconds=1))

    with time_machine.travel(NOON + timedelta(seconds=5), tick=False):
        assert Asking({"words": "Hello", "begun": first["begun"].value(), "website": ""}).is_valid()


def test_a_filled_field_is_emptied_and_told_of_and_the_next_press_gets_through() -> None:
    form = sent(timedelta(seconds=9), website="https://buy.example")

    assert "A field that stays empty was filled in" in form.non_field_errors()[0]
    assert (form["website"].value(), form["words"].value()) == ("", "Hello")


@pytest.mark.parametrize("begun", ["", "begun:never:signed", "\x00", "1" * 5000])
def test_a_moment_that_is_not_ours_is_replaced_by_now_and_nothing_is_lost(begun: str) -> None:
    form = sent(timedelta(seconds=9), begun=begun)

    assert "Nothing is lost" in form.non_field_errors()[0]
    with time_machine.travel(NOON + timedelta(seconds=20), tick=False):
        assert Asking({"words": form["words"].value(), "begun": form["begun"].value(), "website": ""}).is_valid()


def test_a_page_that_was_open_for_days_is_asked_for_one_more_press() -> None:
    assert "open for very long" in sent(timedelta(days=3)).non_field_errors()[0]


def test_what_needs_another_look_anyway_is_told_alone() -> None:
    assert list(sent(timedelta(0), words="").errors) == ["words"]


def test_the_field_for_programs_has_words_and_no_place_in_the_order_of_keys() -> None:
    page = str(Asking()["website"].as_field_group())

    assert "left-empty" in page
    assert "Leave this empty" in page
    assert 'tabindex="-1"' in page


def test_the_guard_puts_no_error_at_a_field_that_nobody_sees() -> None:
    assert list(sent(timedelta(seconds=9), website="x").errors) == ["__all__"]
