"""What people can do while Redis is away, and what is counted meanwhile."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from lms.settings.services import redis
from lms.web.steady import SteadyCache

NOWHERE = "redis://127.0.0.1:1/0"
BACKEND = "lms.web.steady.SteadyCache"


@pytest.fixture
def redis_away(settings: Settings) -> Iterator[None]:
    settings.CACHES = settings.CACHES | {"default": redis(NOWHERE, backend=BACKEND)}
    cache.clear()
    yield
    cache.clear()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/accounts/login/", {"login": "ann@example.org", "password": "not-the-right-one"}),
        ("/accounts/password/reset/", {"email": "ann@example.org"}),
        ("/verify/name/", {"number": "C4C-2026-1", "name": "Ann"}),
    ],
)
def test_strangers_are_answered(redis_away: None, client: Client, path: str, sent: dict[str, str]) -> None:
    assert client.post(path, sent).status_code < 500


@pytest.mark.django_db
def test_programs_and_staff_are_answered(redis_away: None, client: Client, as_program_admin: Client) -> None:
    answers = [client.get("/api/v1/sessions/"), as_program_admin.get("/api/v1/me"), as_program_admin.get("/admin/")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]


@pytest.mark.django_db
def test_tries_are_counted_all_the_same(redis_away: None, client: Client) -> None:
    wrong = {"login": "ann@example.org", "password": "not-the-right-one"}

    answers = [client.post("/accounts/login/", wrong).content.decode() for _try in range(12)]

    assert ("Too many failed login attempts" in answers[0], "Too many failed login attempts" in answers[-1]) == (
        False,
        True,
    )


@pytest.mark.django_db
def test_a_load_balancer_is_told_that_it_is_away(redis_away: None, client: Client) -> None:
    assert client.get("/health/ready").json()["parts"]["cache"] == "down"


def test_each_verb_has_an_answer(redis_away: None) -> None:
    cache.set_many({"a": 1, "b": 2}, 60)

    assert (cache.add("a", 5), cache.incr("a"), cache.decr("a"), cache.touch("b", 60)) == (False, 2, 1, True)
    assert (cache.get_many(["a", "b", "c"]), cache.has_key("c")) == ({"a": 1, "b": 2}, False)
    assert (cache.delete("a"), cache.get("a", "gone")) == (True, "gone")
    cache.delete_many(["b"])
    with pytest.raises(ValueError, match="b"):
        cache.incr("b")


@pytest.mark.worker
def test_redis_is_asked_again_when_it_is_back(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = SteadyCache(redis_url, {})
    other = SteadyCache(redis_url, {})
    monkeypatch.setattr(known, "_away_until", float("inf"))
    known.set("word", "own")
    alone = other.get("word")
    monkeypatch.setattr(known, "_away_until", 0.0)
    known.set("word", "shared")

    assert (alone, other.get("word")) == (None, "shared")
