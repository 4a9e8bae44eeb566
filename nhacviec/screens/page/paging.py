"""Fifty rows a page; a page number that does not exist shows the nearest one that does."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

ROWS = 50
MOST_COUNTED = 10_000


class Bounded(Paginator):
    """Counts no further than anybody turns pages."""

    @cached_property
    def count(self) -> int:
        return min(MOST_COUNTED, self._counted)

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())

    @property
    def has_more(self) -> bool:
        """There are more rows than pages lead to: narrowing finds them."""
        return self._counted > MOST_COUNTED


def page_of(request: HttpRequest, rows: Any) -> Page:
    return Paginator(rows, ROWS).get_page(request.GET.get("trang", "1"))


def bounded_page_of(request: HttpRequest, rows: Any) -> Page:
    """Of a list that may be long: the first MOST_COUNTED rows in its order."""
    return Bounded(rows, ROWS).get_page(request.GET.get("trang", "1"))
