"""The units of the organisation, for names and numbers of everything else."""

from datetime import date
from typing import Literal

from django.db.models import F
from django.db.models.functions import Left
from ninja import Field, Query, Router, Schema

from nhacviec.api.door import ApiRequest
from nhacviec.api.operations import ANYBODY, read
from nhacviec.api.pages import Page, PageParameters, page
from nhacviec.api.shapes import RowId, line, list_url, page_url
from nhacviec.queries.keyset import LONGEST_TEXT, Order
from nhacviec.queries.organisation import units_matching
from nhacviec.records.models import Unit
from nhacviec.rules.permissions import Right
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words import UNIT_KINDS

router = Router(tags=["units"])
ORDER = Order("don-vi", (F("position"), Left("name", LONGEST_TEXT)), (int, str))
OPENNESS = {"dang-hoat-dong": "open", "da-dong": "closed", "tat-ca": "all"}


class UnitParameters(PageParameters):
    text: str = Field("", alias="tim", max_length=200, description="Tên, tên tắt hoặc mã định danh.")
    openness: Literal["dang-hoat-dong", "da-dong", "tat-ca"] = Field(
        "dang-hoat-dong", alias="loc", description="Đang hoạt động, đã kết thúc hoạt động, hay tất cả."
    )
    under: RowId | None = Field(None, alias="don-vi", description="Chỉ đơn vị này và các đơn vị trực thuộc.")


class UnitOut(Schema):
    id: int
    code: str
    name: str
    short_name: str
    abbreviation: str
    kind: str
    kind_name: str
    parent_id: int | None
    valid_from: date | None
    valid_to: date | None
    url: str


class Units(Page):
    items: list[UnitOut]


@read(
    router,
    "/units",
    name="api.units",
    right=ANYBODY,
    response=Units,
    summary="Cơ quan, đơn vị trong cơ cấu tổ chức",
)
def units(request: ApiRequest, asked: Query[UnitParameters]) -> Units:
    rows = units_matching(
        text=line("tim", asked.text), openness=OPENNESS[asked.openness], today=request.office.today
    )
    if asked.under is not None:
        rows = rows.filter(lineage__contains=[asked.under])
    found = page(rows, ORDER, asked, shown=lambda ids: Unit.objects.filter(pk__in=ids))
    return Units(**found | {"items": [_row(request, unit) for unit in found["items"]]})


def _row(request: ApiRequest, unit: Unit) -> UnitOut:
    """The page of a unit is the administrators'; everybody else is led to its duties."""
    manages = request.actor.has(Right.MANAGE_ORGANISATION)
    url = page_url(request, "units.show", unit.pk) if manages else list_url(request, {"don-vi": unit.pk})
    return UnitOut(
        id=unit.pk,
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        abbreviation=unit.abbreviation,
        kind=unit.kind,
        kind_name=UNIT_KINDS[UnitKind(unit.kind)],
        parent_id=unit.parent_id,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        url=url,
    )
