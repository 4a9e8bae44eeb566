"""What a browser shows after htmx swapped an answer in, to be compared with the fresh page."""

import re
from typing import Any

from django.test import Client
from lxml import html

Response = Any  # of the test client, whose type has no name
AS_HTMX = {"HX-Request": "true"}
# Differs from page to page without meaning: the masked token of forms, the signed mark with its moment.
_NOISE = re.compile(r'(?<=csrfmiddlewaretoken" value=")[^"]*|(?<=_shown_to" value=")[^"]*')


def get_part(client: Client, url: str, data: dict[str, Any] | None = None) -> Response:
    return client.get(url, data or {}, headers=AS_HTMX)


def post_part(client: Client, url: str, data: dict[str, Any]) -> Response:
    return client.post(url, data, headers=AS_HTMX)


def swap(page: Response, selector: str, response: Response, *, how: str = "outerHTML") -> Any:
    """The page's tree after the answer took the place of `selector` (an id: "#row-7") or of its content."""
    tree = html.document_fromstring(page.content.decode())
    target = _find(tree, selector)
    pieces = _pieces(response.content.decode())
    for piece in [piece for piece in pieces if piece.get("hx-swap-oob")]:
        pieces.remove(piece)
    if how == "innerHTML":
        for child in list(target):
            target.remove(child)
        target.text = None
        target.extend(pieces)
    else:
        for piece in pieces:
            target.addprevious(piece)
        target.getparent().remove(target)
    return tree


def part(page: Any, selector: str) -> str:
    """One element as text; of a response or of a tree."""
    tree = html.document_fromstring(page.content.decode()) if hasattr(page, "content") else page
    text: str = html.tostring(_find(tree, selector), encoding="unicode", with_tail=False)
    text = re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text))
    return _NOISE.sub("", text)


def _find(tree: Any, selector: str) -> Any:
    assert selector.startswith("#")
    found = tree.xpath("//*[@id=$wanted]", wanted=selector[1:])
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def _pieces(text: str) -> list[Any]:
    """The answer's elements. Parts of tables are only parsed inside one."""
    wrapped = (
        f"<table>{text}</table>" if text.lstrip().startswith(("<tbody", "<tr")) else f"<div>{text}</div>"
    )
    holder = html.fragment_fromstring(wrapped)
    return [element for element in holder if isinstance(element.tag, str)]
