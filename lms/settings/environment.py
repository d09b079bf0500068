"""The one place that reads the environment: every variable, its type and its default."""

import sys
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parents[2]


class Environment(BaseSettings):
    """What may be set from outside; a wrong value is reported together with all others."""

    model_config = SettingsConfigDict(env_file=BASE_DIR / ".env", extra="ignore", case_sensitive=True)

    SECRET_KEY: SecretStr = Field(SecretStr(""), description="Signs sessions and links; 50 random characters.")
    DEBUG: bool = Field(False, description="Django's debug pages; embedded shape only.")
    VAR_DIR: Path = Field(BASE_DIR / "var", description="Database, files, mail and keys of the embedded shape.")
    DATABASE_URL: str = Field("", description="postgres://user:password@host:5432/name; empty: SQLite in VAR_DIR.")
    DATABASE_POOL_SIZE: int = Field(10, ge=1, description="PostgreSQL connections held by one process.")
    REDIS_URL: str = Field("", description="Cache and locks, e.g. redis://host:6379/0.")
    BROKER_URL: str = Field("", description="Celery's broker: Redis or RabbitMQ.")
    ALLOWED_HOSTS: str = Field("", description="Host names that the site answers to, separated by commas.")
    SITE_URL: str = Field("http://localhost:8000", description="The site's address as written in mails and QR codes.")
    PORT: int = Field(8000, ge=1, le=65535, description="Where the embedded shape answers.")
    EMAIL_URL: str = Field("", description="smtp+tls://user:password@host:587; empty: mail is kept in VAR_DIR/mail.")
    DEFAULT_FROM_EMAIL: str = Field(
        "Chats for Change <chats@localhost>", description="Sender of all mail; also the organizer of invitations."
    )
    STORAGE: Literal["folder", "s3"] = Field("folder", description="Where files are kept.")
    MEDIA_DIR: Path = Field(BASE_DIR / "var" / "files", description="Private folder of files when STORAGE=folder.")
    JOURNAL_DIR: Path = Field(
        BASE_DIR / "var" / "journal", description="Journal of what was issued; outside of the database's backup."
    )
    ISSUER_KEYS_DIR: Path = Field(
        BASE_DIR / "var" / "keys" / "issuer", description="issuer.json, and where certificates are signed private keys."
    )
    ISSUER_PRIVATE_KEY: SecretStr = Field(
        SecretStr(""), description="The pair of private keys as PEM, instead of a file beside issuer.json."
    )
    S3_BUCKET: str = Field("", description="Bucket name when STORAGE=s3.")
    S3_ENDPOINT_URL: str = Field("", description="Address of an S3-compatible service; empty: AWS.")
    UPLOAD_IMAGE_MB: int = Field(10, ge=1, description="Largest image that staff can upload, in megabytes.")
    UPLOAD_DOCUMENT_MB: int = Field(50, ge=1, description="Largest slide deck or document, in megabytes.")
    UPLOAD_VIDEO_MB: int = Field(500, ge=1, description="Largest video, in megabytes.")
    TRUSTED_PROXIES: int = Field(0, ge=0, description="How many reverse proxies stand before the site.")
    HSTS_SECONDS: int = Field(31_536_000, ge=0, description="Strict-Transport-Security; a year by default.")
    LOG_LEVEL: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least severe level logged.")
    TIME_ZONE: str = Field("America/New_York", description="Zone of the program; people choose their own.")
    PROGRAM_NAME: str = Field("Chats for Change", description="The program's name on pages, mails and certificates.")
    INSTITUTION_NAME: str = Field(
        "Icahn School of Medicine at Mount Sinai", description="Who issues; printed on certificates."
    )
    CERTIFICATE_PREFIX: str = Field("C4C", pattern=r"^[A-Z0-9]{2,8}$", description="First part of each number.")
    CERTIFICATE_SIGNER: str = Field(
        "", description="PKCS#12 or PEM file of the institution, to sign PDFs; worker only."
    )
    CERTIFICATE_SIGNER_PASSPHRASE: SecretStr = Field(SecretStr(""), description="Opens CERTIFICATE_SIGNER.")
    CERTIFICATE_TIMESTAMP_URL: str = Field("", description="Time-stamping authority (RFC 3161) that signatures ask.")
    RETAIN_UNCONFIRMED_ACCOUNTS_DAYS: int = Field(30, ge=1, description="Accounts never confirmed are removed after.")
    RETAIN_SENT_MAIL_DAYS: int = Field(180, ge=1, description="Words of sent mail are blanked after.")
    RETAIN_DECK_REQUESTS_DAYS: int = Field(730, ge=1, description="Who asked for a slide deck is blanked after.")
    RETAIN_IDEMPOTENCY_KEYS_DAYS: int = Field(7, ge=1, description="Answers kept for repeated API calls.")
    RETAIN_LETTERS_DAYS: int = Field(
        365, ge=1, description="Who wrote a letter from the site is forgotten after its answer."
    )

    @field_validator("TIME_ZONE")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone; write it like America/New_York")
        return value

    def hosts(self) -> list[str]:
        return [host.strip() for host in self.ALLOWED_HOSTS.split(",") if host.strip()]

    def site_host(self) -> str:
        return urlsplit(self.SITE_URL).hostname or ""


def example() -> str:
    """The text of ``.env.example``: every variable with its meaning and its default."""
    parts = [
        f"# {field.description}\n#{name}={_shown(field.default)}\n" for name, field in Environment.model_fields.items()
    ]
    return "\n".join([_EXAMPLE_HEAD, *parts])


_EXAMPLE_HEAD = """\
# All settings, each with its default. The embedded shape needs none of them.
# Copy this file to .env and take away the # before what you change; the real environment goes before the file.
# Written by: python -m lms.settings.environment
"""


def _shown(value: object) -> str:
    if isinstance(value, Path):
        return value.relative_to(BASE_DIR).as_posix()
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    sys.stdout.write(example())
