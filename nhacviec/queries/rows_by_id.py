"""Some columns of rows whose ids are known: names beside ids, asked by nearly every page."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Model

from nhacviec.queries.kept_statements import Among, Given, Kept, keep


def rows_by_id(model: type[Model], ids: Iterable[int], *columns: str) -> list[tuple[Any, ...]]:
    """(id, columns) of those there are, in no order; no statement for no ids. No gate: the ids were found
    through one."""
    wanted = list(ids)
    return _kept(model, columns).ask({"ids": wanted}) if wanted else []


@cache
def _kept(model: type[Model], columns: tuple[str, ...]) -> Kept:
    rows = model._default_manager.filter(Among("pk", Given("ids"))).order_by()
    return keep(rows.values_list("pk", *columns), planned_once=True)
