"""The query of the list's address as its rows, and as words for the sheet about the file."""

from urllib.parse import parse_qs

from django.db.models import QuerySet

from nhacviec.exports.asked import Asked, WrongFilter
from nhacviec.queries.filter_names import Settled, said
from nhacviec.queries.list_order import ordered
from nhacviec.queries.task_lists import assignments, question
from nhacviec.records.models import Assignment
from nhacviec.rules.filter_address import read_text
from nhacviec.rules.list_columns import Sort, read_sort


def settled_of(asked: Asked) -> Settled:
    """As the page reads its address; raises WrongFilter where the page shows no rows."""
    settled = question(read_text(asked.query), asked.actor, asked.at, policy=asked.policy)
    if settled.problems:
        raise WrongFilter(settled.problems[0].code)
    return settled


def rows_of(asked: Asked, settled: Settled) -> QuerySet[Assignment]:
    """In the order of the page."""
    sort = read_sort(parse_qs(asked.query).get("sap-xep", [""])[-1]) or Sort()
    return ordered(assignments(asked.actor, settled.filter, asked.at, policy=asked.policy), sort)


def words_of(settled: Settled) -> list[tuple[str, str]]:
    """Label and value of everything that filters."""
    lines = said(settled.filter, settled.names)
    return [(one.label, f"trừ {one.value}" if one.negated else one.value) for one in lines]
