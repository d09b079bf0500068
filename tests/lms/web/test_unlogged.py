"""Pages of which no log may tell: whatever is said while they are answered, no handler of ours writes it down."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from gunicorn.config import Config

from lms.web.management.commands.serve import QuietHandler
from lms.web.unlogged import ServerLogger, Unlogged, unlogged_pages

# All but django_guid, which says after each request that it has ended, and which the settings keep still for that.
LOUD = ("", "django", "django.db.backends", "django.request", "django.template", "practice")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler with our filter writes, with every logger at its loudest."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Unlogged())
    before = {name: logging.getLogger(name).level for name in LOUD}
    logging.getLogger().addHandler(handler)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger().removeHandler(handler)


def test_every_handler_keeps_still_about_them() -> None:
    handlers = settings.LOGGING["handlers"].values()

    assert [handler["filters"][0] for handler in handlers] == ["unlogged"]
    loggers = settings.LOGGING["loggers"]
    assert [loggers[name]["handlers"] for name in ("django", "django.server")] == [[], []]
    assert loggers["django_guid"] == {"level": "WARNING"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/f/", "/f/0000-0000/", "/f/0000-0000/thanks/", "/f/no/such/page/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unlogged_page_leaves_no_line(written: io.StringIO, path: str, method: str) -> None:
    connection.force_debug_cursor = True
    getattr(Client(), method)(path)
    connection.force_debug_cursor = False

    assert written.getvalue() == ""


@pytest.mark.django_db
def test_other_pages_are_logged_as_ever(written: io.StringIO) -> None:
    Client().get("/nowhere/")

    assert "Not Found: /nowhere/" in written.getvalue()


def test_an_error_is_told_by_its_kind_alone(written: io.StringIO, rf: RequestFactory) -> None:
    def breaks(request: HttpRequest) -> HttpResponse:
        try:
            raise ValueError("a wish of somebody")
        except ValueError:
            logging.getLogger("django.request").exception("Broken: %s", request.path, extra={"request": request})
        return HttpResponse()

    unlogged_pages(breaks)(rf.get("/f/ABCD-EFGH/"))

    assert written.getvalue() == "A page that isn't logged didn't work: ValueError\n"


def test_cookies_are_taken_off_before_anybody_reads_them_and_none_is_set(rf: RequestFactory) -> None:
    def nosy(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(repr(dict(request.COOKIES)))
        response.set_cookie("seen", "yes")
        return response

    answer = unlogged_pages(nosy)(rf.get("/f/ABCD-EFGH/", headers={"Cookie": "sessionid=somebody"}))

    assert (answer.content, dict(answer.cookies)) == (b"{}", {})


@pytest.mark.parametrize(
    "line",
    [
        'GET /f/ABCD-EFGH/ HTTP/1.1" 500',
        '10.0.0.1 "POST /f/ABCD-EFGH/ HTTP/1.1" 302',
        'GET /static/web/css/base.css "https://chats.example.org/f/ABCD-EFGH/"',
    ],
)
def test_a_line_that_mentions_them_is_dropped(written: io.StringIO, line: str) -> None:
    logging.getLogger("practice").info(line)

    assert written.getvalue() == ""


def test_a_line_about_a_path_that_only_looks_alike_is_kept(written: io.StringIO) -> None:
    logging.getLogger("practice").info("GET /training/f/lesson/")

    assert written.getvalue() != ""


@pytest.fixture
def gunicorn() -> Iterator[tuple[ServerLogger, io.StringIO]]:
    config, stream = Config(), io.StringIO()
    config.set("accesslog", "-")
    config.set("loglevel", "debug")
    log = ServerLogger(config)
    for handler in (*log.error_log.handlers, *log.access_log.handlers):
        handler.setStream(stream)
    yield log, stream
    log.error_log.handlers.clear()
    log.access_log.handlers.clear()


class Answered:
    """What gunicorn's access log asks of a response."""

    status, sent, headers = "200 OK", 12, ()


class Asked:
    """What gunicorn's access log asks of a request."""

    headers = ()


def access(log: ServerLogger, path: str) -> None:
    environ = {"PATH_INFO": path, "RAW_URI": path, "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
    log.access(Answered(), Asked(), environ, _No())


class _No:
    """No time at all."""

    seconds = microseconds = 0


def test_the_server_logs_pages_and_keeps_still_about_these(gunicorn: tuple[ServerLogger, io.StringIO]) -> None:
    log, stream = gunicorn

    for path in ("/training/", "/f/ABCD-EFGH/", "/static/web/css/base.css"):
        access(log, path)
        log.debug("%s %s", "GET", path)

    lines = stream.getvalue()
    assert ("/training/" in lines, "/f/" in lines) == (True, False)
    assert '"GET /static' not in lines


def test_gunicorn_takes_this_log_of_its_own_accord() -> None:
    namespace: dict[str, str] = {}
    exec((settings.BASE_DIR / "gunicorn.conf.py").read_text(), namespace)  # noqa: S102 - as gunicorn does

    assert namespace["logger_class"] == f"{ServerLogger.__module__}.{ServerLogger.__qualname__}"


def test_the_embedded_server_keeps_still_when_such_a_page_breaks(written: io.StringIO) -> None:
    handler = QuietHandler.__new__(QuietHandler)
    handler.path = "/f/ABCD-EFGH/"

    handler.log_message('"%s" %s %s', "GET /f/ABCD-EFGH/ HTTP/1.1", "500", "-")

    assert written.getvalue() == ""
