"""What we ask of a password, and what is said where it isn't enough."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from lms.people.models import User

ANA = User(email="ana.oliveira@example.org", display_name="Ana Wilhelmina")


def test_what_is_asked_of_a_password_is_told_in_short() -> None:
    assert password_validators_help_texts() == [
        "Not much like your name or your address.",
        "At least 10 characters.",
        "Not one that many people use.",
    ]


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("kettle", "This is short."),
        ("ana wilhelmina", "This is much like your name or your address."),
        ("ana.oliveira1", "This is much like your name or your address."),
        ("password1234", "Many people use this one"),
    ],
)
def test_a_password_that_isnt_enough_is_told_why(password: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, ANA)

    assert [message.startswith(told) for message in refused.value.messages] == [True]
