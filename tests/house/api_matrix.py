"""Who may read which address of the API, on which rows: the sister of url_matrix, with the same rows."""

from dataclasses import dataclass

from tests.house.url_matrix import EVERYBODY

EVERY_CALLER = "everybody"  # signed in or not


@dataclass(frozen=True)
class ApiUrl:
    """`who` has the right (the rest get 403); `rows` is the kind of row in the address ("" for none)."""

    who: str
    rows: str = ""


API: dict[str, ApiUrl] = {
    "api.openapi": ApiUrl(EVERY_CALLER),
    "api.nothing": ApiUrl(EVERY_CALLER),
    "api.me": ApiUrl(EVERYBODY),
}
