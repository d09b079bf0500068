"""Tokens: shown once, limited to their scopes, ended at once."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lms.api.actions import make_token
from lms.api.models import ApiToken
from lms.api.scopes import Scope
from lms.people.models import User
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


def ask(secret: str, path: str = "/api/v1/me") -> tuple[int, dict[str, object]]:
    answer = Client().get(path, headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code, answer.json()


def a_token(owner: User, *scopes: Scope) -> tuple[ApiToken, str]:
    return make_token(owner=owner, name="Sheet", scopes=list(scopes), lasts=timedelta(days=30))


def test_a_token_acts_for_its_owner(trainee: User) -> None:
    _token, secret = a_token(trainee, Scope.PROFILE_READ)

    status, told = ask(secret)

    assert (status, told["display_name"], told["scopes"]) == (200, trainee.display_name, ["profile:read"])


def test_only_a_hash_of_the_secret_is_kept(trainee: User) -> None:
    token, secret = a_token(trainee, Scope.PROFILE_READ)

    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values().get())


def test_a_token_without_the_scope_may_not(trainee: User) -> None:
    _token, secret = a_token(trainee, Scope.TRAINING_READ)

    status, told = ask(secret)

    assert (status, told["title"]) == (403, "Forbidden")


def test_a_token_ends(trainee: User) -> None:
    _token, secret = a_token(trainee, Scope.PROFILE_READ)

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        status, _told = ask(secret)

    assert status == 401


def test_a_token_ends_with_its_owners_account(trainee: User) -> None:
    _token, secret = a_token(trainee, Scope.PROFILE_READ)
    User.objects.filter(pk=trainee.pk).update(is_active=False)

    assert ask(secret)[0] == 401


def test_a_token_is_shown_once_on_the_page_that_makes_it(as_trainee: Client) -> None:
    made = as_trainee.post("/me/tokens/make/", {"name": "Sheet", "scopes": ["profile:read"], "days": "30"})
    secret = re.findall(r"c4c_[\w-]+", made.content.decode())[0]

    assert ask(secret)[0] == 200
    assert secret not in as_trainee.get("/me/tokens/").content.decode()
    assert made.headers["Cache-Control"].startswith("max-age=0")


def test_a_token_is_taken_back_at_once(as_trainee: Client, trainee: User) -> None:
    token, secret = a_token(trainee, Scope.PROFILE_READ)

    as_trainee.post(f"/me/tokens/{token.pk}/revoke/")

    assert ask(secret)[0] == 401


def test_nobody_takes_back_a_colleagues_token(as_trainee: Client, core_member: User) -> None:
    token, _secret = a_token(core_member, Scope.PROFILE_READ)

    assert as_trainee.post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    assert ApiToken.objects.filter(pk=token.pk).exists()


def test_an_old_sign_in_makes_no_token(sign_in: SignIn, trainee: User) -> None:
    sign_in(trainee, hours_ago=2).post("/me/tokens/make/", {"name": "S", "scopes": ["profile:read"], "days": "30"})

    assert not ApiToken.objects.exists()
