"""Whatever the OpenAPI schema allows, and whatever it forbids: no error of ours, and answers as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nhacviec.api.urls import ACCESS
from nhacviec.config.wsgi import application
from tests.api.asking import make_key
from tests.cast import Cast
from tests.coordination import asked as asked_of
from tests.submitting import submitted
from tests.upward import sent_upward

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
TRIED = {GenerationMode.POSITIVE: 12, GenerationMode.NEGATIVE: 6}
FEW = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
]


@pytest.fixture
def api(cast: Cast, settings) -> Iterator[Any]:
    settings.API_CALLS_A_MINUTE = 1_000_000
    for signal in (request_started, request_finished):  # as Django's own test client does
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def statuses(operation: Any, mode: GenerationMode, key: str, real: dict[str, Any]) -> set[int]:
    """What is answered to made-up questions, half of them about rows that there are."""
    found: list[int] = []

    @settings(max_examples=TRIED[mode], deadline=None, database=None, suppress_health_check=FEW)
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        if len(found) % 2 == 0:
            case.path_parameters = {name: real[name] for name in case.path_parameters or {}}
        response = case.call(headers={"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"})
        case.validate_response(response, checks=CHECKS)
        found.append(response.status_code)

    asked()
    return set(found)


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_an_operation_keeps_to_its_schema(name: str, api: Any, cast: Cast) -> None:
    task, lead, _coordinator = cast.shared_task()
    real = {"code": lead.code if "assign" in name else task.code, "unit_id": cast.construction.pk}
    real |= {"document_id": task.document_id, "submission_id": submitted(cast).pk}
    real["upward_id"] = sent_upward(cast).pk
    real["request_id"] = asked_of(cast).pk
    _token, key = make_key(cast.specialist, now=timezone.now())
    operation = api.find_operation_by_id(name.removeprefix("api."))

    assert 200 in statuses(operation, GenerationMode.POSITIVE, key, real)
    assert statuses(operation, GenerationMode.NEGATIVE, key, real) <= {200, 404, 422}


def test_every_operation_is_in_the_schema(api: Any) -> None:
    told = {found.ok().definition.raw["operationId"] for found in api.get_all_operations()}
    assert told == {name.removeprefix("api.") for name in ACCESS}
