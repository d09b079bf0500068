"""Who issues, as credentials name it."""

from dataclasses import dataclass

from certification.credentials.documents import Document


@dataclass(frozen=True, slots=True)
class Issuer:
    did: str
    name: str
    url: str
    image_url: str

    def profile(self) -> Document:
        return {
            "id": self.did,
            "type": ["Profile"],
            "name": self.name,
            "url": self.url,
            "image": image(self.image_url),
        }


def image(url: str) -> Document:
    """A picture as Open Badges name one: never a bare address."""
    return {"id": url, "type": "Image"}
