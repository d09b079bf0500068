"""What all tests share: people of each role, and servers for those that need real ones."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from lms.people.models import User
from lms.people.roles import Role
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _forget_between_tests() -> Iterator[None]:
    """Rate limits and cached pages of one test must not reach the next."""
    cache.clear()
    yield


@pytest.fixture
def trainee(db: None) -> User:
    return UserFactory.create(roles=[Role.TRAINEE])


@pytest.fixture
def core_member(db: None) -> User:
    return UserFactory.create(roles=[Role.TRAINEE, Role.CORE_GROUP])


@pytest.fixture
def content_admin(db: None) -> User:
    return UserFactory.create(roles=[Role.CONTENT_ADMIN])


@pytest.fixture
def program_admin(db: None) -> User:
    return UserFactory.create(roles=[Role.PROGRAM_ADMIN])


@pytest.fixture
def as_trainee(client: Client, trainee: User) -> Client:
    client.force_login(trainee, backend="django.contrib.auth.backends.ModelBackend")
    return client
