"""What keeps production from starting: every missing or unsafe setting, all named at once."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from lms.settings.environment import Environment
from lms.settings.services import MAIL_SCHEMES

SECRET_LENGTH = 50
SECRET_VARIETY = 12
ADDRESSES = ("SITE_URL", "DATABASE_URL", "REDIS_URL", "BROKER_URL", "EMAIL_URL")
LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")


def read() -> tuple[Environment, list[str]]:
    """The environment, and its faults; a value that can't be read is a fault, and its default stands in."""
    unreadable: dict[str, str] = {}
    try:
        environment = Environment()
    except ValidationError as error:
        unreadable = {str(fault["loc"][0]): fault["msg"] for fault in error.errors()}
        environment = Environment(**_defaults(unreadable))
    if broken := dict.fromkeys(
        _broken_addresses(environment), "can't be read as an address; write %2F for a / and so on"
    ):
        unreadable |= broken
        environment = environment.model_copy(update=_defaults(unreadable))
    faults = [f"{name}: {words}" for name, words in unreadable.items()]
    return environment, faults + [fault for fault in unsafe(environment) if fault.partition(":")[0] not in unreadable]


def _broken_addresses(environment: Environment) -> Iterator[str]:
    for name in ADDRESSES:
        try:
            # A port that is no number is found only when it is asked for.
            _port = urlsplit(getattr(environment, name)).port
        except ValueError:
            yield name


def message(faults: list[str]) -> str:
    lines = "\n".join(f"  - {fault}" for fault in faults)
    return f"The program doesn't start, because its settings aren't safe yet:\n{lines}\n.env.example describes each."


def unsafe(environment: Environment) -> Iterator[str]:
    secret = environment.SECRET_KEY.get_secret_value()
    if len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY:
        yield f"SECRET_KEY: needs at least {SECRET_LENGTH} random characters"
    if environment.DEBUG:
        yield "DEBUG: shows the insides of the program to strangers; leave it off"
    yield from _addresses(environment)
    yield from _services(environment)
    yield from _mail(environment)
    yield from _files(environment)


def _addresses(environment: Environment) -> Iterator[str]:
    hosts = environment.hosts()
    if not hosts or "*" in hosts:
        yield "ALLOWED_HOSTS: name the host names that the site answers to"
    site = urlsplit(environment.SITE_URL)
    if site.scheme != "https" or site.hostname in LOCAL_HOSTS:
        yield "SITE_URL: needs the site's own https:// address"
    elif hosts and "*" not in hosts and not _covers(hosts, site.hostname or ""):
        yield "SITE_URL: its host isn't among ALLOWED_HOSTS"
    if environment.HSTS_SECONDS == 0:
        yield "HSTS_SECONDS: 0 lets browsers come without encryption"


def _covers(hosts: list[str], host: str) -> bool:
    return any(host == known or (known.startswith(".") and host.endswith(known)) for known in hosts)


def _services(environment: Environment) -> Iterator[str]:
    if urlsplit(environment.DATABASE_URL).scheme not in ("postgres", "postgresql"):
        yield "DATABASE_URL: needs a PostgreSQL database, postgres://user:password@host:5432/name"
    if urlsplit(environment.REDIS_URL).scheme not in ("redis", "rediss", "unix"):
        yield "REDIS_URL: needs a Redis server for cache and rate limits, redis://host:6379/0"
    if urlsplit(environment.BROKER_URL).scheme not in ("redis", "rediss", "amqp", "amqps"):
        yield "BROKER_URL: needs Celery's broker, redis://host:6379/1 or amqp://user:password@host"


def _mail(environment: Environment) -> Iterator[str]:
    server = urlsplit(environment.EMAIL_URL)
    if server.scheme not in MAIL_SCHEMES or not server.hostname:
        yield f"EMAIL_URL: needs a mail server, {' or '.join(f'{scheme}://' for scheme in MAIL_SCHEMES)}"
    if environment.DEFAULT_FROM_EMAIL.rstrip("> ").endswith("@localhost"):
        yield "DEFAULT_FROM_EMAIL: needs an address that people can answer"


def _files(environment: Environment) -> Iterator[str]:
    if environment.STORAGE == "s3" and not environment.S3_BUCKET:
        yield "S3_BUCKET: needs the bucket's name when STORAGE=s3"
    if environment.STORAGE == "folder" and "MEDIA_DIR" not in environment.model_fields_set:
        yield "MEDIA_DIR: name the private folder that all web and worker processes share, or use STORAGE=s3"
    if "JOURNAL_DIR" not in environment.model_fields_set:
        yield "JOURNAL_DIR: name the folder of the journal, outside of what is restored with the database"
    if "ISSUER_KEYS_DIR" not in environment.model_fields_set:
        yield "ISSUER_KEYS_DIR: name the folder with issuer.json, made by manage.py issuer_keys"


def _defaults(names: dict[str, str]) -> dict[str, Any]:
    return {name: Environment.model_fields[name].default for name in names}
