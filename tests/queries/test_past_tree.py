"""A reorganised province: the numbers of a past day are added up by the tree of that day."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.http import Http404
from django.test import Client

from nhacviec.actions.units import change_unit
from nhacviec.queries import past_tree, statistics
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import FormerPlace, Post, Unit
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.units import UnitKind
from tests.actions.test_units import values_of
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.make import NOW, make_person, make_post, make_unit
from tests.screens.statistics.province import build, given

DAY = date(2018, 7, 15)
MOVED = NOW + timedelta(days=40)  # 21/08/2018


@pytest.fixture
def branch(cast: Cast) -> Unit:
    """A service unit of Sở Xây dựng with an open duty; in August it comes under Sở Tài chính."""
    unit = make_unit("Trung tâm Quy hoạch", kind=UnitKind.SERVICE_UNIT, parent=cast.construction)
    build(cast)
    given(cast, unit, due_on=date(2018, 7, 3))
    return unit


def move(cast: Cast, unit: Unit, parent: Unit) -> None:
    fresh = Unit.objects.get(pk=unit.pk)
    assert change_unit(
        actor=cast.acting("admin"), unit=fresh, values=values_of(fresh, parent=parent), now=MOVED
    )


def fresh(person: Any) -> Actor:
    return actor_in(Post.objects.select_related("unit", "person").get(person=person))


def said(client: Client, cast: Cast) -> list[object]:
    """What every page of that day says about both agencies, and their files."""
    found: list[object] = []
    for agency in (cast.construction, cast.finance):
        at = f"/thong-ke/don-vi/{agency.pk}/"
        day = f"tinh-den={DAY}&cach=recorded"
        page = client.get(f"{at}?{day}")
        rows = client.get(f"{at}dau-viec/?so=chua-tra-loi&{day}")
        inside = [client.get(f"{at}theo/{cut}/?{day}") for cut in ("phong", "can-bo")]
        sheet = sheets_of(body(client.post(f"{at}?{day}")))["Số liệu"]
        months = [(m.last, [(n.value, n.url) for n in m.numbers]) for m in page.context["trend"]]
        found += [page.context["figures"].counts, months, sheet, *(p.context["body"] for p in inside)]
        found += [[row.assignment.code for row in rows.context["rows"]], page.context["subject"].has_below]
    tree = client.get(f"/thong-ke/?dang=cay&tinh-den={DAY}")
    return [*found, tree.context["body"]]


def test_moving_an_agency_changes_no_number_of_yesterday(cast: Cast, client: Client, branch: Unit) -> None:
    client.force_login(cast.chair)
    with time_machine.travel(MOVED, tick=False):
        before = said(client, cast)
        move(cast, branch, cast.finance)
        assert said(client, cast) == before
        today = client.get(f"/thong-ke/don-vi/{cast.finance.pk}/").context["figures"].counts
        yesterday = before[7]
        assert today.unanswered == 3 and yesterday.unanswered == 2  # type: ignore[attr-defined]


def test_a_division_stays_among_those_of_its_agency_of_that_day(cast: Cast, client: Client) -> None:
    build(cast)
    client.force_login(cast.chair)
    with time_machine.travel(MOVED, tick=False):
        before = said(client, cast)
        move(cast, cast.infrastructure, cast.finance)
        assert said(client, cast) == before
        now = client.get(f"/thong-ke/don-vi/{cast.construction.pk}/theo/phong/").context["line_count"]
    assert now == 0 and cast.infrastructure.name in str(before[3])


def test_an_agency_reads_what_was_its_own_that_day_and_what_is_its_own_today(
    cast: Cast, branch: Unit
) -> None:
    move(cast, branch, cast.finance)
    head = make_person("gd_tai_chinh")
    make_post(head, cast.finance, Role.AGENCY_LEADER)
    old, new = fresh(cast.director), fresh(head)
    assert statistics.scope_of(old, "unit", branch.pk, on=DAY).ids == (branch.pk,)
    with pytest.raises(Http404):
        statistics.scope_of(old, "unit", branch.pk)
    assert statistics.scope_of(new, "unit", branch.pk).ids == (branch.pk,)
    assert branch.pk in statistics.scope_of(new, "unit", cast.finance.pk).ids
    assert branch.pk not in statistics.scope_of(new, "unit", cast.finance.pk, on=DAY).ids


def test_moved_there_and_back_in_one_day_and_under_a_namesake(cast: Cast, branch: Unit) -> None:
    move(cast, branch, cast.finance)
    move(cast, branch, cast.construction)
    assert FormerPlace.objects.get(unit=branch).lineage == Unit.objects.get(pk=branch.pk).lineage
    one, two = (
        make_unit("Trung tâm Hành chính", kind=UnitKind.SERVICE_UNIT, parent=parent)
        for parent in (cast.construction, cast.finance)
    )
    room = make_unit("Tổ Tiếp nhận", kind=UnitKind.DIVISION, parent=one)
    move(cast, room, two)
    assert Unit.objects.get(pk=room.pk).lineage[-2] == two.pk


def test_moves_of_before_are_told_from_the_history(cast: Cast, branch: Unit) -> None:
    move(cast, branch, cast.finance)
    renamed = Unit.objects.get(pk=cast.construction.pk)
    values = values_of(renamed, name="Sở Xây dựng và Giao thông")
    change_unit(actor=cast.acting("admin"), unit=renamed, values=values, now=MOVED + timedelta(days=1))
    told = list(FormerPlace.objects.values_list("unit", "until", "lineage"))
    assert told
    FormerPlace.objects.all().delete()
    import_module("nhacviec.records.migrations.0026_former_places").tell_from_history(apps, None)
    assert list(FormerPlace.objects.values_list("unit", "until", "lineage")) == told
    assert past_tree.below(cast.construction.pk, DAY).filter(pk=branch.pk).exists()
