"""How e-mail addresses are compared."""

import unicodedata
from typing import TYPE_CHECKING

from django.db import models


def address_key(address: str) -> str:
    """The form in which two spellings of one address are equal: NFKC, then casefold, then NFKC again (UAX #15, #21).

    Computed here and stored, since databases differ on ``İ`` and full-width letters.
    """
    folded = unicodedata.normalize("NFKC", address.strip()).casefold()
    return unicodedata.normalize("NFKC", folded)


if TYPE_CHECKING:  # only the type checker's field takes parameters
    TextColumn = models.CharField[str, str]
else:
    TextColumn = models.CharField


class AddressKeyField(TextColumn):
    """Follows another field of the row: filled before each INSERT and UPDATE that writes the row, bulk ones too."""

    def __init__(self, *args: object, source: str = "email", **kwargs: object) -> None:
        self.source = source
        super().__init__(*args, **({"max_length": 320, "editable": False} | kwargs))  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = address_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key
