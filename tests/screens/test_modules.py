"""A page of a module that is off does not exist, whoever asks; its place is not on the menu."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from nhacviec.queries.office_day import OfficeDay
from nhacviec.records.models import PolicyValue
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Right
from nhacviec.screens.page import frame
from nhacviec.screens.page.guard import needs
from tests.cast import Cast
from tests.make import NOW, TODAY


@needs(Right.URGE, module=Module.COORDINATION)
def view(request: Any) -> HttpResponse:
    return HttpResponse("there")


def asked(cast: Cast, who: str) -> Any:
    request: Any = RequestFactory().get("/")
    request.actor, request.office = cast.acting(who), OfficeDay(NOW)
    return request


def switch_off(module: Module) -> None:
    PolicyValue.objects.create(key=module.value, value="no", effective_from=TODAY, set_at=NOW)


def test_while_it_is_on_the_right_decides(cast: Cast) -> None:
    assert view(asked(cast, "clerk")).content == b"there"
    with pytest.raises(PermissionDenied):
        view(asked(cast, "focal"))


@pytest.mark.parametrize("who", ["clerk", "focal"])
def test_while_it_is_off_there_is_nothing(who: str, cast: Cast) -> None:
    switch_off(Module.COORDINATION)
    with pytest.raises(Http404):
        view(asked(cast, who))


def test_its_place_leaves_the_menu(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    place = frame.Place("urgings.index", "Phần bốn", "send", Right.READ_TASKS, module=Module.COORDINATION)
    monkeypatch.setattr(frame, "PLACES", (*frame.PLACES, place))

    def labels() -> list[str]:
        request = asked(cast, "clerk")
        request.user, request.resolver_match, request.posts = cast.clerk, None, []
        request.now, request.today = NOW, TODAY
        return [str(entry["label"]) for entry in frame.frame(request)["menu"]]

    assert "Phần bốn" in labels()
    switch_off(Module.COORDINATION)
    assert "Phần bốn" not in labels() and "Đôn đốc" in labels()
