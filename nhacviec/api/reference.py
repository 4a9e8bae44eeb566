"""What the API offers: as OpenAPI for programs, and as a plain page of our own for people.

The page is made from the schema and loads nothing from anywhere: offices work on closed networks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Parameter:
    name: str
    is_required: bool
    description: str
    values: str


@dataclass(frozen=True)
class Operation:
    path: str
    summary: str
    parameters: list[Parameter]
    fields: list[str]


@cache
def _schema(api: NinjaAPI, base: str) -> dict[str, Any]:
    """Made once: people who are not signed in may ask for it, and it takes long."""
    return api.get_openapi_schema(path_prefix=base)


def schema_of(api: NinjaAPI) -> View:
    def openapi(request: HttpRequest) -> HttpResponse:
        """No data in it: open to everybody, so that tools can read it before they have a key."""
        return JsonResponse(_schema(api, reverse("api.reference")), json_dumps_params={"ensure_ascii": False})

    return openapi


def page_of(api: NinjaAPI) -> View:
    @require_safe
    def reference(request: HttpRequest) -> HttpResponse:
        schema = _schema(api, reverse("api.reference"))
        operations = [_operation(path, methods["get"], schema) for path, methods in schema["paths"].items()]
        context = {"operations": operations, "base_url": request.build_absolute_uri(reverse("api.reference"))}
        return render(request, "api/reference.html", context)

    reference.access = "signed_in"  # type: ignore[attr-defined]
    return reference


def _operation(path: str, operation: dict[str, Any], schema: dict[str, Any]) -> Operation:
    answer = operation["responses"][200]["content"]["application/json"]["schema"]
    fields = _resolved(answer, schema).get("properties", {})
    return Operation(
        path=path,
        summary=operation["summary"],
        parameters=[_parameter(p, schema) for p in operation.get("parameters", [])],
        fields=list(fields),
    )


def _parameter(parameter: dict[str, Any], schema: dict[str, Any]) -> Parameter:
    shape = _resolved(parameter["schema"], schema)
    return Parameter(
        name=parameter["name"],
        is_required=parameter.get("required", False),
        description=parameter.get("description") or shape.get("description", ""),
        values=", ".join(str(value) for value in _values(shape, schema)),
    )


def _values(shape: dict[str, Any], schema: dict[str, Any]) -> list[Any]:
    choices = [_resolved(one, schema) for one in shape.get("anyOf", [])]
    return shape.get("enum") or [value for one in choices for value in one.get("enum", [])]


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference of the schema to the shape itself."""
    while "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    return shape
