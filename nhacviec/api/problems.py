"""What goes wrong becomes {"detail": "<one Vietnamese sentence>"} with the right status."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from nhacviec.queries.outage import RETRY_SECONDS, is_away
from nhacviec.rules.words_api import PARAMETER, PARAMETERS, REFUSED

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="api"'}
logger = logging.getLogger(__name__)
_ALIKE = {
    "enum": "choice",
    "literal_error": "choice",
    "int_from_float": "int_parsing",
    "int_type": "int_parsing",
    "int_parsing_size": "int_parsing",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "date_from_datetime_inexact": "date",
}


class Refused(Exception):
    """An answer other than 200: `code` names the sentence of words_api.REFUSED."""

    def __init__(
        self, status: int, code: str, *, headers: dict[str, str] | None = None, **params: Any
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.params = status, code, params
        self.headers = headers or {}


class BadParameter(Exception):
    """422, naming the parameter; `problem` is a key of words_api.PARAMETERS or a sentence."""

    def __init__(self, name: str, problem: str, **params: Any) -> None:
        super().__init__(name)
        self.name, self.problem, self.params = name, problem, params


def refusal(status: int, code: str, headers: dict[str, str] | None = None, **params: Any) -> HttpResponse:
    return _says(REFUSED[code].format(**params), status, headers)


def _says(sentence: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    options = {"ensure_ascii": False}
    return JsonResponse({"detail": sentence}, status=status, headers=headers, json_dumps_params=options)


def _on_bad_parameter(request: HttpRequest, wrong: Any) -> HttpResponse:
    problem = _problem(wrong.problem, wrong.params)
    return _says(PARAMETER.format(name=wrong.name, problem=problem), 422)


def _problem(code: str, params: dict[str, Any]) -> str:
    if code.endswith("."):
        return code
    return PARAMETERS.get(code, PARAMETERS["wrong"]).format(**params)


def _on_validation(request: HttpRequest, wrong: Any) -> HttpResponse:
    """The first wrong parameter is enough: one sentence at a time can be acted on."""
    first = wrong.errors[0]
    kind = str(first["type"])
    problem = _ALIKE.get(kind, kind)
    params = {key: value for key, value in first.get("ctx", {}).items() if key != "error"}
    if first["loc"][0] == "path":
        return refusal(404, "not_found")
    return _on_bad_parameter(request, BadParameter(str(first["loc"][-1]), problem, **params))


def _on_error(request: HttpRequest, error: Any) -> HttpResponse:
    """As Django does for a page: logged, signalled, and told without any detail."""
    got_request_exception.send(sender=None, request=request)
    logger.error("%s %s", request.method, request.path, exc_info=error)
    if is_away(error):
        return refusal(503, "away", {"Retry-After": str(RETRY_SECONDS)})
    return refusal(500, "server_error")


def tell_problems(api: NinjaAPI) -> None:
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: lambda _, e: refusal(e.status, e.code, e.headers, **e.params),
        BadParameter: _on_bad_parameter,
        ValidationError: _on_validation,
        AuthenticationError: lambda _, e: refusal(401, "signed_out", CHALLENGE),
        Http404: lambda _, e: refusal(404, "not_found"),
        PermissionDenied: lambda _, e: refusal(403, "forbidden"),
        Exception: _on_error,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
