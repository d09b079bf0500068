"""How bodies are read: as JSON, and nothing that is sent is a fault of the server's."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class JsonParser(JSONParser):
    """Also refuses what is nested deeper than the machine reads, and halves of surrogate pairs.

    No database keeps such a half, and no answer can be sent that repeats it.
    """

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            body = super().parse(stream, media_type, parser_context)
            json.dumps(body, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError(_("This JSON is nested too deep.")) from None
        except UnicodeEncodeError:
            raise ParseError(
                _("A text in this JSON holds half of a pair of signs, which stands for nothing.")
            ) from None
        return body


def json_of(request: HttpRequest) -> Any:
    """What a page's script has kept and sent, outside of the API's views; ``None`` where it can't be read.

    A phone that cuts a text in the middle of an emoji leaves half of it behind. As in a form, a sign stands in its
    place: refused, it would come again for ever, and everything that waits behind it.
    """
    try:
        return json.loads(json.dumps(json.loads(request.body), ensure_ascii=False).encode(errors="replace"))
    except (ValueError, RecursionError):
        return None
