"""Packs our own style sheets and scripts on their way, where nobody packed them beforehand: in the embedded shape.

Production's stand packed beside the originals (``collectstatic``). Pages are none of this: what is packed with a secret
can tell it by its length.
"""

import gzip
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from lms.web.shelf import takes_gzip

Next = Callable[[HttpRequest], HttpResponse]
TYPES = ("text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml")


def packed_files(get_response: Next) -> Next:
    """Stands before the middleware that serves static files."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _may_be_packed(request, response):
            return response
        content = _packed(b"".join(response))
        answer = HttpResponse(content, headers=dict(response.items()))
        response.close()
        answer.headers["Content-Encoding"], answer.headers["Content-Length"] = "gzip", str(len(content))
        patch_vary_headers(answer, ("Accept-Encoding",))
        return answer

    return middleware


def _may_be_packed(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and request.path_info.startswith(settings.STATIC_URL)
        and response.status_code == 200
        and not response.has_header("Content-Encoding")
        and response.headers.get("Content-Type", "").partition(";")[0] in TYPES
        and takes_gzip(request)
    )


@lru_cache(maxsize=128)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=6, mtime=0)
