"""Documents that programs of others read from anywhere: the same for everybody, from any page, without cookies."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

_METHODS = "GET, HEAD, OPTIONS"
# Wallets and verifiers that run in a browser send these, so that it asks first whether it may.
_HEADERS = "cache-control, pragma"
_DAY_SECONDS = 86_400


def openly(view: View[Rest]) -> View[Rest]:
    """Let scripts of every site read what a view answers, be it an error; nobody may write, and no cookie comes along.

    Whoever is signed in here stays a stranger to such a script: a browser sends cookies only where it is told to.
    """

    @wraps(view)
    def answered(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=_PREFLIGHT)
        elif request.method in ("GET", "HEAD"):
            response = view(request, *args, **kwargs)
        else:
            response = HttpResponseNotAllowed(_METHODS.split(", "))
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return answered


_PREFLIGHT = {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": _HEADERS,
    "Access-Control-Max-Age": str(_DAY_SECONDS),
}
