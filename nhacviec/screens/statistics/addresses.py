"""The addresses of statistics pages, and what may stand in them."""

from django.urls import reverse
from django.urls.converters import IntConverter, StringConverter

from nhacviec.queries.as_of import PROVINCE
from nhacviec.queries.statistics_subjects import SLUG_OF, SLUGS

# What the numbers of the province, and of one agency, are cut by.
CUTS: dict[str, str] = {slug: SLUGS[slug] for slug in list(SLUGS)[3:7]}
INSIDE: dict[str, str] = {"phong": "division", "can-bo": "officer"}


class RowNumber(IntConverter):
    """The id of a row that fits the database."""

    regex = "[0-9]{1,18}"


class StatKind(StringConverter):
    regex = "|".join(SLUGS)


class Cut(StringConverter):
    regex = "|".join(CUTS)


class Inside(StringConverter):
    regex = "|".join(INSIDE)


def page_of_scope(kind: str, row_id: int | None) -> str:
    """The page with all the numbers of somebody."""
    if kind == PROVINCE:
        return reverse("statistics.province")
    return reverse("statistics.show", args=[SLUG_OF[kind], row_id])


def rows_of_scope(kind: str, row_id: int | None) -> str:
    """The page with the rows behind them."""
    if kind == PROVINCE:
        return reverse("statistics.province_rows")
    return reverse("statistics.rows", args=[SLUG_OF[kind], row_id])
