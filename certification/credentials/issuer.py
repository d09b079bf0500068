"""Who issues, as credentials name it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issuer:
    did: str
    name: str
    url: str
    image_url: str
