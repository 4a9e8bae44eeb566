"""What several resources share: short forms of a unit and a person, addresses, text that was sent."""

from collections.abc import Mapping
from typing import Annotated, Any, overload
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Schema

from nhacviec.api.problems import BadParameter
from nhacviec.records.models import Person, Unit
from nhacviec.rules.text import UnusableText, clean_line

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


def list_url(request: HttpRequest, asked: Mapping[str, object]) -> str:
    """The list of duties with this filter."""
    return f"{page_url(request, 'assignments.index')}?{urlencode(asked)}"


def line(name: str, typed: str) -> str:
    """One line of text that can be searched for."""
    try:
        return clean_line(typed)
    except UnusableText as wrong:
        raise BadParameter(name, "text") from wrong
