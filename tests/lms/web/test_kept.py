"""What strangers share: never older than it may be, never of one person, and none the worse without a cache."""

import gzip
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from redis.exceptions import ConnectionError as NoRedis

from lms.people.models import User
from lms.web import kept
from lms.web.kept import shelf
from lms.web.shelf import Entry
from tests.conftest import SignIn
from tests.lms.web import kept_pages
from tests.lms.web.kept_pages import made
from tests.scenes import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lms.web.kept_pages")]
PAGE = "/try/page/"
LOCAL = {"pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tried"}}


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> Iterator[None]:
    settings.CACHES = settings.CACHES | LOCAL
    caches["pages"].clear()
    made.clear()
    kept_pages.has_begun.clear()
    kept_pages.may_go_on.clear()
    shelf._away_until = 0.0
    yield
    shelf._away_until = 0.0


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def get(address: str = PAGE, *, client: Client | None = None, headers: dict[str, str] | None = None) -> Any:
    return (client or Client()).get(address, headers=headers)


def test_strangers_share_one_answer() -> None:
    assert get().content == get().content
    assert len(made) == 1


def test_it_is_never_older_than_it_may_be(clock: time_machine.Traveller) -> None:
    get()
    clock.shift(59.9)
    get()
    clock.shift(0.2)
    get()

    # Once in the last quarter of its minute, where one reader renews it, and then that one is still good.
    assert len(made) == 2


def test_an_answer_that_nobody_renewed_ends(clock: time_machine.Traveller) -> None:
    get("/try/short/")
    clock.shift(10)

    assert get("/try/short/").content.startswith(b"2 ")


def test_it_says_how_old_it_is(clock: time_machine.Traveller) -> None:
    fresh = get()
    clock.shift(30)

    assert (fresh.headers["Age"], get().headers["Age"]) == ("0", "30")


def test_it_is_gone_at_once_when_something_has_changed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    get()
    with django_capture_on_commit_callbacks(execute=True):
        kept.let_go()

    assert get().content.startswith(b"2 ")


def test_what_was_made_while_something_changed_is_not_kept() -> None:
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(get, "/try/slow/")
        kept_pages.has_begun.wait(5)
        shelf.empty()
        kept_pages.may_go_on.set()
        first.result()

    assert get("/try/slow/").content.startswith(b"2 ")


def test_who_is_signed_in_neither_gets_nor_leaves_a_page(sign_in: SignIn, trainee: User) -> None:
    member = sign_in(trainee)

    own, shared, again = (get(client=one).content.decode() for one in (member, Client(), member))

    assert [trainee.email in words for words in (own, shared, again)] == [True, False, True]


@pytest.mark.parametrize(
    ("cookies", "headers"),
    [
        ({"sessionid": "made-up"}, {}),
        ({"messages": "made-up"}, {}),
        ({}, {"Authorization": "Bearer made-up"}),
        ({}, {"HX-Request": "true"}),
    ],
)
def test_who_may_be_known_is_answered_on_their_own(cookies: dict[str, str], headers: dict[str, str]) -> None:
    get()
    client = Client()
    client.cookies.load(cookies)

    get(client=client, headers=headers)

    assert len(made) == 2


def test_each_zone_has_its_own_and_a_made_up_one_is_the_programs() -> None:
    told = []
    for zone in ("Europe/Paris", "", "Nowhere/Else", "../../etc/passwd"):
        client = Client()
        client.cookies.load({"zone": zone})
        told.append(get(client=client).content.split()[2].decode())

    assert told == ["Europe/Paris", *["America/New_York"] * 3]


def test_each_language_has_its_own_by_header_and_by_cookie() -> None:
    french = Client()
    french.cookies.load({"django_language": "fr"})

    told = [
        get(headers={"Accept-Language": "fr-CA"}),
        get(headers={"Accept-Language": "en"}),
        get(client=french),
        get(),
    ]

    assert [answer.content.split()[1] for answer in told] == [b"fr", b"en", b"fr", b"en"]
    assert len(made) == 2


def test_unknown_arguments_neither_split_nor_reach_a_page() -> None:
    answers = [get(f"{PAGE}{query}") for query in ("?utm_source=mail&page=2", "?page=2", "?page=2&next=//evil.example")]

    assert made == [f"{PAGE}?page=2"]
    assert len({answer.content for answer in answers}) == 1


def test_known_arguments_have_pages_of_their_own() -> None:
    for query in ("", "?page=2", "?page=3", "?page=2&page=3", "?kind=training"):
        get(f"{PAGE}{query}")

    assert len(made) == 5


def test_made_up_values_do_not_fill_the_cache() -> None:
    for _time in range(2):
        get(f"{PAGE}?page={'9' * 200}")

    assert len(made) == 2


def test_a_host_cannot_be_put_upon_others(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]

    answers = [
        get(headers=headers) for headers in ({"Host": "other.example"}, {}, {"X-Forwarded-Host": "other.example"})
    ]
    refused = get(headers={"Host": "evil.example"})

    assert ([answer.status_code for answer in answers], refused.status_code) == ([200] * 3, 400)
    assert len(made) == 2


def test_forwarded_headers_of_strangers_change_nothing() -> None:
    get()
    for name in (
        "X-Forwarded-Proto",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Original-URL",
        "X-HTTP-Method-Override",
    ):
        get(headers={name: "https"})

    assert len(made) == 1


def test_http_and_https_are_kept_apart() -> None:
    Client().get(PAGE, secure=True)
    get()

    assert len(made) == 2


def test_asking_for_the_head_gives_no_body_and_leaves_none() -> None:
    first = Client().head(PAGE)
    whole = get()
    second = Client().head(PAGE)

    assert (first.content, second.content, len(made)) == (b"", b"", 2)
    assert second.headers["Content-Length"] == str(len(whole.content))


def test_asking_for_a_part_gives_the_whole() -> None:
    answers = [get(headers={"Range": "bytes=0-3"}), get()]

    assert [(answer.status_code, answer.content[-5:]) for answer in answers] == [(200, b"word ")] * 2


@pytest.mark.parametrize("name", ["with_form", "with_message", "with_nonce", "never", "missing", "not_kept"])
def test_what_was_made_for_one_reader_is_never_kept(name: str) -> None:
    first, second = get(f"/try/{name}/"), get(f"/try/{name}/")

    assert len(made) == 2
    assert ["Age" in answer.headers for answer in (first, second)] == [False, False]


def test_an_act_is_never_answered_from_what_is_kept() -> None:
    get()
    Client().post(PAGE)

    assert len(made) == 2


def test_a_browser_that_has_the_page_is_told_so() -> None:
    first = get()
    second = get(headers={"If-None-Match": first.headers["ETag"]})

    assert (second.status_code, second.content, second.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_after_signing_in_a_browser_never_shows_the_strangers_page(sign_in: SignIn, trainee: User) -> None:
    tag = get().headers["ETag"]

    answer = sign_in(trainee).get(PAGE, headers={"If-None-Match": tag})

    assert (answer.status_code, trainee.email in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("accepts", "packed"), [("gzip, br", True), ("br", False), ("gzip;q=0, br", False), ("gzip;q=0.5", True)]
)
def test_it_comes_packed_to_who_takes_it(accepts: str, packed: bool) -> None:
    for _time in range(2):
        answer = get(headers={"Accept-Encoding": accepts})
        body = gzip.decompress(answer.content) if packed else answer.content

        assert (answer.headers.get("Content-Encoding") == "gzip", body.startswith(b"1 en")) == (packed, True)
        assert answer.headers["Content-Length"] == str(len(answer.content))


def test_what_is_kept_is_given_without_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    get("/sessions/")

    with django_assert_num_queries(0):
        answer = get("/sessions/")

    assert answer.headers["Content-Security-Policy"]


class Away(BaseCache):
    """A cache of which nothing is heard."""

    asked = 0

    def __init__(self, *_args: object, **_options: object) -> None:
        super().__init__({})

    def get_many(self, *_args: object, **_more: object) -> dict[str, object]:
        Away.asked += 1
        raise NoRedis

    add = set = delete = get = get_many  # type: ignore[assignment]


def test_without_a_cache_pages_are_made_and_the_cache_is_left_alone(settings: Settings) -> None:
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": f"{__name__}.Away"}}

    answers = [get(), get(), get()]

    assert ([answer.status_code for answer in answers], len(made), Away.asked) == ([200] * 3, 3, 1)


def asked_at_once(address: str, readers: int) -> list[bytes]:
    """What so many readers are given who come at the same moment; none of them touches the database."""
    together = threading.Barrier(readers)

    def ask(_number: int) -> bytes:
        together.wait(10)
        try:
            return bytes(get(address).content)
        finally:
            connection.close()

    with ThreadPoolExecutor(readers) as pool:
        return list(pool.map(ask, range(readers)))


def test_when_a_page_has_ended_one_makes_it_for_all(clock: time_machine.Traveller) -> None:
    kept_pages.may_go_on.set()
    get("/try/slow/")
    clock.shift(61)

    answers = asked_at_once("/try/slow/", 50)

    assert (len(made), len(set(answers))) == (2, 1)


def test_who_gets_their_turn_late_gives_what_was_made_before_it() -> None:
    entry = Entry(time.time(), 60, shelf.look("late").generation, (), gzip.compress(b"made"), '"made"')
    shelf.put("late", entry)

    assert kept._after_others("late", None, time.time()) == entry
    assert shelf.take_turn("late")


def test_while_one_renews_a_page_the_others_get_it_as_it_was(clock: time_machine.Traveller) -> None:
    kept_pages.may_go_on.set()
    get("/try/slow/")
    kept_pages.may_go_on.clear()
    kept_pages.has_begun.clear()
    clock.shift(40)

    with ThreadPoolExecutor(1) as pool:
        renewing = pool.submit(get, "/try/slow/")
        kept_pages.has_begun.wait(5)
        meanwhile = get("/try/slow/").content
        kept_pages.may_go_on.set()

    assert (meanwhile[:2], renewing.result().content[:2], get("/try/slow/").content[:2]) == (b"1 ", b"2 ", b"2 ")


@pytest.mark.worker
def test_two_processes_share_in_redis(settings: Settings, redis_url: str) -> None:
    redis = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    settings.CACHES = settings.CACHES | {"pages": redis}

    first, second = get(), get()
    shelf.empty()

    assert (first.content == second.content, get().content[:2]) == (True, b"2 ")
