"""What comes with an address: numbers typed by hand, and where to go back to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from nhacviec.rules.typed_numbers import typed_number


def row_id(typed: str) -> int | None:
    """The id of a row; None for what is none, or is too long for the database."""
    return typed_number(typed)


def back_to(request: HttpRequest, *, otherwise: str) -> str:
    """The page of ours that the form names in `next`; never another site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe else otherwise
