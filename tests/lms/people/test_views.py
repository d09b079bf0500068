"""A person's own pages."""

from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from lms.people.models import User
from lms.web.middleware import reader_preferences
from tests.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_people_say_how_they_are_named(as_trainee: Client, trainee: User) -> None:
    school = InstitutionFactory.create()
    profile = {"display_name": "李小龍", "pronouns": "he/him", "time_zone": "Asia/Hong_Kong", "language": "fr"}

    as_trainee.post("/me/", profile | {"institution": school.pk})

    trainee.refresh_from_db()
    told = (trainee.display_name, trainee.pronouns, trainee.time_zone, trainee.language, trainee.institution)
    assert told == ("李小龍", "he/him", "Asia/Hong_Kong", "fr", school)


def test_a_name_that_nobody_sees_is_asked_for_again(as_trainee: Client, trainee: User) -> None:
    answer = as_trainee.post("/me/", {"display_name": "\u200b\u3164", "time_zone": "UTC", "language": "en"})

    assert "Please write a name that can be read." in answer.content.decode()
    assert User.objects.get(pk=trainee.pk).display_name == trainee.display_name


def test_the_profile_changes_no_address(as_trainee: Client, trainee: User) -> None:
    as_trainee.post("/me/", {"display_name": "A", "time_zone": "UTC", "language": "en", "email": "other@example.org"})

    assert User.objects.get(pk=trainee.pk).email == trainee.email


def test_the_profile_leads_to_all_that_is_ones_own_and_says_what_choosing_nothing_means(as_trainee: Client) -> None:
    words = as_trainee.get("/me/").content.decode()

    ways = [f'href="{path}"' for path in ("/practice/", "/certificates/", "/sessions/calendars/", "/me/data/")]
    assert [way for way in ways if way not in words] == []
    assert "None of these, or I&#x27;d rather not say" in words


@pytest.mark.parametrize("path", ["/me/", "/me/data/", "/me/data/download/", "/me/data/erase/", "/me/tokens/"])
def test_strangers_are_led_to_sign_in(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_a_person_is_answered_in_their_zone_and_language(trainee: User) -> None:
    trainee.time_zone, trainee.language = "Asia/Tokyo", "fr"
    request = RequestFactory().get("/")
    request.user = trainee
    seen: list[object] = []

    def answer(_request: object) -> HttpResponse:
        seen.extend([timezone.get_current_timezone(), translation.get_language()])
        return HttpResponse()

    with translation.override("en"):
        reader_preferences(answer)(request)

    assert seen == [ZoneInfo("Asia/Tokyo"), "fr"]
