"""Who may read which address of the API, on which rows: the sister of url_matrix, with the same rows."""

from dataclasses import dataclass

from tests.house.url_matrix import EVERYBODY, OFFICE, READERS, SEES_ALL, SUBMITS

EVERY_CALLER = "everybody"  # signed in or not


@dataclass(frozen=True)
class ApiUrl:
    """`who` has the right (the rest get 403); `rows` is the kind of row in the address ("" for none)."""

    who: str
    rows: str = ""


# Kinds of rows that no page has.
ROWS: dict[str, dict[str, str]] = {
    # numbers of a unit: an officer knows his own only, not his agency's
    "counted_unit": {
        "own": f"{OFFICE} chair inspector focal director",
        "foreign": f"{OFFICE} chair inspector",
        "missing": "",
    },
}

API: dict[str, ApiUrl] = {
    "api.openapi": ApiUrl(EVERY_CALLER),
    "api.nothing": ApiUrl(EVERY_CALLER),
    "api.me": ApiUrl(EVERYBODY),
    "api.tasks.show": ApiUrl(READERS, "task"),
    "api.assignments.show": ApiUrl(READERS, "assignment"),
    "api.assignments": ApiUrl(READERS),
    "api.documents": ApiUrl(READERS),
    "api.documents.show": ApiUrl(READERS, "document"),
    "api.submissions": ApiUrl(SUBMITS),
    "api.submissions.show": ApiUrl(SUBMITS, "submission"),
    "api.upward": ApiUrl(SEES_ALL),
    "api.upward.show": ApiUrl(SEES_ALL, "upward"),
    "api.coordinations": ApiUrl(READERS),
    "api.coordinations.show": ApiUrl(READERS, "coordination"),
    "api.units": ApiUrl(EVERYBODY),
    "api.statistics.units": ApiUrl(READERS),
    "api.statistics.rows": ApiUrl(READERS),
    "api.statistics.unit": ApiUrl(READERS, "counted_unit"),
}
