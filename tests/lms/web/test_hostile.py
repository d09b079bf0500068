"""What nobody sends who reads our pages: it is refused plainly, on either database."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from lms.people.models import User
from lms.web.numbers import sent_number
from lms.web.views import bad_request

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize("path", ["/f/%00/", "/%00", "/chats/follow/%00/"])
def test_an_address_with_a_nul_is_refused_in_words(client: Client, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, "got mixed up on the way" in answer.content.decode()) == (400, True)


def test_a_program_that_sends_a_nul_is_told_as_a_program(client: Client) -> None:
    answer = client.get("/api/v1/sessions/%00/")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("path", ["/admin/people/?q=%00", "/admin/people/?role=%00", "/admin/cases/?q=%%0000"])
def test_staff_who_look_for_a_nul_find_what_is_left_of_it(as_program_admin: Client, path: str) -> None:
    assert as_program_admin.get(path).status_code == 200


def test_a_cookie_with_a_nul_is_nobodys_session() -> None:
    stranger = Client(headers={"cookie": r'sessionid="abcdefghijk\000"; csrftoken="\000"; zone="\000"'})

    assert (stranger.get("/").status_code, stranger.get("/me/").status_code) == (200, 302)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/cases/?pathway=" + "9" * 5000,
        "/admin/cases/?pathway=" + "9" * 18,
        "/admin/cases/?p=" + "9" * 5000,
        "/admin/cases/?p=" + "9" * 18,
        "/admin/exercises/write/?rubric=" + "9" * 5000,
        "/admin/review_exercises/?p=" + "9" * 5000,
    ],
)
def test_a_number_without_end_names_nothing(as_program_admin: Client, path: str) -> None:
    assert as_program_admin.get(path).status_code == 200


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("٧", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("-1", None), ("", None), ("²", None)],
)
def test_a_number_that_was_sent(text: str, number: int | None) -> None:
    assert sent_number(text) == number


def kept_of(person: User | AnonymousUser) -> list[str]:
    """The files that are kept of a request; its other fields are read in any case."""
    request = RequestFactory().post("/", {"name": "Jo", "file": SimpleUploadedFile("a.pdf", b"x")})
    request.user = person
    assert request.POST["name"] == "Jo"
    return list(request.FILES)


def test_a_file_is_kept_from_staff_alone(trainee: User, content_admin: User) -> None:
    assert [kept_of(person) for person in (AnonymousUser(), trainee, content_admin)] == [[], [], ["file"]]


def test_more_than_a_page_takes_is_refused_with_what_to_do(client: Client) -> None:
    answer = client.post("/zone/", {"zone": "x" * 3_000_000})

    assert (answer.status_code, "a part at a time" in answer.content.decode()) == (413, True)


def test_a_program_that_sends_too_much_is_told_as_a_program() -> None:
    answer = bad_request(RequestFactory().post("/api/v1/training/"), RequestDataTooBig())

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
