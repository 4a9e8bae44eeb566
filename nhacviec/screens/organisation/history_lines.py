"""Events of a unit or a person as lines of words: what a column was called, what it held before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nhacviec.records.models import Event
from nhacviec.rules import words
from nhacviec.rules.permissions import Role
from nhacviec.rules.units import UnitKind
from nhacviec.rules.words_organisation import COLUMNS


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    event: Event
    changes: list[Change]


def history_lines(events: Iterable[Event]) -> list[HistoryLine]:
    return [HistoryLine(event, _changes(event)) for event in events]


def _changes(event: Event) -> list[Change]:
    keys = [*event.after, *(key for key in event.before if key not in event.after)]
    return [
        Change(COLUMNS[key], _said(key, event.before.get(key)), _said(key, event.after.get(key)))
        for key in keys
        if key in COLUMNS and event.before.get(key) != event.after.get(key)
    ]


def _said(key: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if key == "role":
        return words.ROLES[Role(value)]
    if key == "kind":
        return words.UNIT_KINDS[UnitKind(value)]
    if key in ("valid_from", "valid_to") and (day := parse_date(str(value))):
        return f"{day:%d/%m/%Y}"
    if key == "ended_at" and (moment := parse_datetime(str(value))):
        return f"{localtime(moment):%H:%M %d/%m/%Y}"
    return str(value)
