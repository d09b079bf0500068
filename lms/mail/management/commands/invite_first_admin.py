"""Starts a real program: makes its first admin and mails them a link to choose a password."""

from argparse import ArgumentParser
from typing import Any
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from lms.actions import Refused
from lms.mail.actions import queue
from lms.people import actions
from lms.people.models import User


class Command(BaseCommand):
    """``manage.py invite_first_admin EMAIL``; refuses when the program has an admin."""

    help = "Make the first program admin, without a password, and mail them a link to choose one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how the person wants to be called; they can change it")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip()
        try:
            validate_email(email)
            person = _invite(email, options["name"] or email.partition("@")[0])
        except ValidationError:
            raise CommandError(f"{email} doesn't look like an e-mail address.") from None
        except Refused as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{person.display_name} is the first program admin. A mail is on its way to {person.email}.")


@transaction.atomic
def _invite(email: str, name: str) -> User:
    person = actions.invite_first_admin(email=email, display_name=name)
    link = settings.SITE_URL + reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    queue("first_admin", to=person, cause=f"first_admin:{person.pk}:{uuid4()}", context={"link": link}, secret=True)
    return person
