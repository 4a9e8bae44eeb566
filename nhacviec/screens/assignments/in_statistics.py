"""Where the statistics answer what the list cannot: how it was on a past day, and in a period."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from nhacviec.queries.as_of import PROVINCE
from nhacviec.queries.statistics import own_scope
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import Actor
from nhacviec.rules.statistics import Number
from nhacviec.rules.task_filter import ANY, ME, MINE, NONE, Choice, Filter
from nhacviec.screens.assignments.asked import Asked
from nhacviec.screens.statistics.addresses import page_of_scope, rows_of_scope

_OF_PAST = frozenset({"tinh-den", "ky"})
_SCOPES = {
    "units": "unit",
    "divisions": "division",
    "officers": "officer",
    "specialists": "specialist",
    "office_leaders": "office_leader",
    "committee_leaders": "committee_leader",
    "fields": "field",
    "documents": "document",
}


def in_statistics(asked: Asked, actor: Actor) -> str:
    """The address of exactly these rows, or of the numbers of that day where the statistics do not know all
    conditions; "" where something else is wrong with the question."""
    wanted = asked.filter
    if not asked.problems or not set(asked.problems) <= _OF_PAST or not (wanted.as_of or wanted.period):
        return ""
    when = {"tinh-den": wanted.as_of.isoformat() if wanted.as_of else "", "ky": wanted.period}
    query = {key: value for key, value in when.items() if value}
    if wanted.duties == Choice((Duty.COORDINATE.value,)):
        query["vai"] = "phoi-hop"
    kind, row_id, left = _scope(wanted, actor)
    if left or not wanted.number:
        return f"{page_of_scope(kind, row_id)}?{urlencode(query)}"
    query["so"] = wanted.number.value
    if wanted.overdue:
        least, most = wanted.overdue.least, wanted.overdue.most
        query["qua-ngay"] = str(least) if least == most else f"{least}-{most}"
    return f"{rows_of_scope(kind, row_id)}?{urlencode(query)}"


def _scope(wanted: Filter, actor: Actor) -> tuple[str, int | None, Filter]:
    """Whose numbers are meant, and the conditions that the statistics do not know."""
    left = replace(wanted, as_of=None, period="", number=None)
    if not wanted.duties.negated and len(wanted.duties.values) < 2:
        left = replace(left, duties=ANY)
    if wanted.overdue and wanted.overdue.most is not None and wanted.number is Number.OVERDUE:
        left = replace(left, overdue=None)
    for name, kind in _SCOPES.items():
        choice: Choice = getattr(wanted, name)
        if len(choice.values) == 1 and not choice.negated and choice.values[0] != NONE:
            named = {ME: actor.self_id, MINE: actor.unit_id}.get(choice.values[0])
            cleared: Any = {name: ANY}
            row_id = int(choice.values[0]) if named is None else named
            return kind, row_id, replace(left, **cleared)
    own = own_scope(actor)
    return own.kind, None if own.kind == PROVINCE else own.id, left
