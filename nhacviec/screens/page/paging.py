"""Fifty rows a page; a page number that does not exist shows the nearest one that does."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 50
MOST_COUNTED = 10_000


class Bounded(Paginator):
    """Counts no further than anybody turns pages. `counted`: the same rows, without what is shown of them."""

    def __init__(self, rows: Any, *, counted: Any) -> None:
        super().__init__(rows, ROWS)
        self._rows = counted

    @cached_property
    def count(self) -> int:
        return min(MOST_COUNTED, self._counted)

    @cached_property
    def _counted(self) -> int:
        return int(self._rows.order_by().values("pk")[: MOST_COUNTED + 1].count())

    @property
    def has_more(self) -> bool:
        """There are more rows than pages lead to: narrowing finds them."""
        return self._counted > MOST_COUNTED


def page_of(request: HttpRequest, rows: Any) -> Page:
    return Paginator(rows, ROWS).get_page(request.GET.get("trang", "1"))


def bounded_page_of(request: HttpRequest, rows: Any, lines: Callable[[Any], Any] | None = None) -> Page:
    """Of a list that may be long: the first MOST_COUNTED rows in its order. `lines`: reads of them only what
    is shown; what it joins is not joined to count."""
    return Bounded(lines(rows) if lines else rows, counted=rows).get_page(request.GET.get("trang", "1"))
