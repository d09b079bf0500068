"""Credentials inside of pictures."""


class NotBaked(ValueError):
    """A picture without a credential, or none that we can read."""


def bake_png(png: bytes, credential: bytes) -> bytes:
    """The picture with the credential (JSON or JWT) inside, in place of any that was there."""
    raise NotImplementedError


def unbake_png(png: bytes) -> bytes:
    raise NotImplementedError


def unbake_svg(svg: bytes) -> bytes:
    raise NotImplementedError
