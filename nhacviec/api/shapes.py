"""What several resources share: short forms of a unit and a person, and pages of a list."""

from datetime import datetime
from typing import Annotated, Any, overload

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Schema

from nhacviec.records.models import Person, Unit

MOST = 200
USUAL = 50


# In an address: anything else than a row's number is an address that is none.
RowId = Annotated[int, Field(ge=1, lt=2**63)]
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z.-]{1,30}$")]


class UnitRef(Schema):
    id: int
    name: str
    short_name: str


class PersonRef(Schema):
    id: int
    full_name: str


class PageParameters(Schema):
    limit: int = Field(USUAL, ge=1, le=MOST, description=f"Số dòng một lần, nhiều nhất {MOST}.")
    cursor: str = Field(
        "", max_length=500, description="Giá trị next_cursor của lần trước, để đọc tiếp từ chỗ đó."
    )


class PageOf(Schema):
    """Beside its `items`: how many there are in all (exact up to 10 000), and where the next page begins."""

    count: int
    count_is_exact: bool
    next_cursor: str | None
    as_of: datetime


@overload
def unit_ref(unit: Unit) -> UnitRef: ...
@overload
def unit_ref(unit: Unit | None) -> UnitRef | None: ...
def unit_ref(unit: Unit | None) -> UnitRef | None:
    return UnitRef(id=unit.pk, name=unit.name, short_name=unit.label) if unit else None


@overload
def person_ref(person: Person) -> PersonRef: ...
@overload
def person_ref(person: Person | None) -> PersonRef | None: ...
def person_ref(person: Person | None) -> PersonRef | None:
    return PersonRef(id=person.pk, full_name=person.full_name) if person else None


def page_url(request: HttpRequest, name: str, *args: Any) -> str:
    """The whole address of a page for people, for links in what programs make of the rows."""
    return request.build_absolute_uri(reverse(name, args=args))
