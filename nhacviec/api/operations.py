"""How a resource is put on the API: with its right, its parameters checked, its refusals documented."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from ninja import Router, Schema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from nhacviec.api.door import BySession, ByToken
from nhacviec.api.problems import BadParameter
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right

ANYBODY = None  # whoever acts in a post
View = Callable[..., Any]
ACCESS: dict[str, str] = {}  # by the name of an operation: the right it needs, or "acting"


class Problem(Schema):
    detail: str


class Readable(JSONRenderer):
    """Vietnamese letters as they are: half the bytes, and readable in a terminal."""

    json_dumps_params = {"ensure_ascii": False}


class FilledInOnly(Parser):
    """A parameter without a value is as good as none: addresses copied from a page have many of them."""

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> dict[str, Any]:
        found = super().parse_querydict(data, list_fields, request)
        return {name: value for name, value in found.items() if value != ""}


def read(
    router: Router,
    path: str,
    *,
    name: str,
    right: Right | None,
    response: Any,
    summary: str,
    module: Module | None = None,
    read_by_view: Sequence[dict[str, Any]] = (),
) -> Callable[[View], View]:
    """Register a GET operation. `name` is its address's name; `right`: what the role of the caller must have;
    `read_by_view`: parameters, as OpenAPI writes them, that the view reads itself, perhaps several
    of a name; `module`: while it is off there is nothing here.

    A parameter that the operation does not know, or one sent twice, is refused: a typing error must not pass
    for a filter that finds everything."""

    more = [parameter["name"] for parameter in read_by_view]

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, **given: Any) -> Any:
            if module is not None and not is_on(module, request.office.policy):  # type: ignore[attr-defined]
                raise Http404
            _refuse_unknown(request.GET, known, more)
            return view(request, **given)

        ACCESS[name] = right or "acting"
        refusals: dict[int, Any] = dict.fromkeys((401, 403, 404, 422, 429), Problem)
        register = router.get(
            path,
            auth=[ByToken(right), BySession(right)],
            response={200: response} | refusals,
            url_name=name,
            operation_id=name.removeprefix("api."),
            summary=summary,
            openapi_extra={"parameters": list(read_by_view)} if read_by_view else None,
        )
        known = _parameters(register(checked))
        return checked

    return decorate


def _parameters(view: Any) -> list[str]:
    models = [m for m in view._ninja_operation.models if m.__ninja_param_source__ == "query"]
    return [name for model in models for name in model.__ninja_flatten_map__]


def _refuse_unknown(sent: QueryDict, known: list[str], more: list[str]) -> None:
    for name, values in sent.lists():
        if name in more:
            continue
        if name not in known:
            problem = "unknown" if known else "none_known"
            raise BadParameter(name[:50], problem, known=", ".join(known + more))
        if len(values) > 1:
            raise BadParameter(name, "twice")
