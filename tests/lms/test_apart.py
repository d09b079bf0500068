"""A process for strangers' bytes has its share of the machine, and reaches nothing."""

import pytest

from lms import apart

SHARE = apart.Share(cpu_seconds=1, memory=300 * 1024 * 1024, seconds=20)
SAMPLES = "tests.lms.apart_samples"


def test_it_answers_what_the_module_answers() -> None:
    assert apart.answer(SAMPLES, b"echo", share=SHARE) == b"heard"


def test_it_knows_no_secret_of_the_sites_environment() -> None:
    assert apart.answer(SAMPLES, b"environment", share=SHARE) in (b"", b"LC_CTYPE")


@pytest.mark.parametrize("act", [b"work", b"hoard", b"read", b"call"])
def test_it_is_stopped_where_it_takes_more_or_reaches_out(act: bytes) -> None:
    with pytest.raises(apart.Stopped):
        apart.answer(SAMPLES, act, share=SHARE)


def test_it_is_stopped_by_the_clock_on_the_wall_too() -> None:
    with pytest.raises(apart.Stopped):
        apart.answer(SAMPLES, b"sleep", share=apart.Share(cpu_seconds=1, memory=SHARE.memory, seconds=0.5))
