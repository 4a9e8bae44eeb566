"""Which places of a text to mark because a search found them, and which part of a long text to show. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from nhacviec.rules.search_terms import Search, words_of

EXCERPT = 260  # characters of a long text that a result shows
_BEFORE = 60
_PIECE = re.compile(r"[0-9]+|[^\W0-9_]+")


@dataclass(frozen=True)
class Part:
    """A run of the text as it stands; `marked` when it was looked for."""

    text: str
    marked: bool


def parts(text: str, wanted: Search, *, halves: bool = False) -> list[Part]:
    """The whole text cut into marked and unmarked runs, accents ignored. `halves`: in a document's number
    half a number and the beginning of letters count too."""
    hits = _hits(text, wanted, halves=halves)
    found, at = [], 0
    for start, end in _joined(hits):
        if start > at:
            found.append(Part(text[at:start], False))
        found.append(Part(text[start:end], True))
        at = end
    if at < len(text):
        found.append(Part(text[at:], False))
    return found


def excerpt(text: str, wanted: Search) -> str:
    """About EXCERPT characters at most, where most of the words stand together; "…" where it is cut."""
    if len(text) <= EXCERPT:
        return text
    hits = list(_hits(text, wanted))
    begin = max((start for start, _ in hits), key=lambda s: (_kinds(text, hits, s), -s), default=0)
    begin = 0 if begin < EXCERPT // 2 else text.rfind(" ", 0, max(begin - _BEFORE, 1)) + 1
    end = len(text) if len(text) - begin <= EXCERPT else text.rfind(" ", begin + 1, begin + EXCERPT)
    end = end if end > begin else begin + EXCERPT  # one endless word
    return ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")


def is_in(text: str, wanted: Search) -> bool:
    """Whether any word that was looked for stands in the text."""
    return next(_hits(text, wanted), None) is not None


def _hits(text: str, wanted: Search, *, halves: bool = False) -> Iterator[tuple[int, int]]:
    known = _known(wanted.folded, halves)
    for found in _PIECE.finditer(text):
        piece = found[0]
        is_hit = known.get(piece)
        if is_hit is None:
            is_hit = known[piece] = _is_hit(piece, wanted.folded, halves=halves)
        if is_hit:
            yield found.span()


def _is_hit(piece: str, typed: tuple[str, ...], *, halves: bool) -> bool:
    words = set(typed) | {word.lstrip("0") for word in typed if word.isdecimal()}
    folded = _folded(piece)
    return not words.isdisjoint(folded) or (halves and _half(folded, typed))


@lru_cache(maxsize=8)
def _known(typed: tuple[str, ...], halves: bool) -> dict[str, bool]:
    """Which pieces were looked at for this search already: a page has thousands, mostly the same."""
    return {}


_folded = lru_cache(maxsize=1 << 14)(words_of)  # a page of results has thousands of words, mostly the same


def _half(folded: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    return any(
        (word.isdecimal() and len(part) > 1 and part in word) or word.startswith(part)
        for word in folded
        for part in typed
    )


def _joined(hits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours with one sign between them are one mark."""
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _kinds(text: str, hits: list[tuple[int, int]], begin: int) -> int:
    """How many different words stand within an excerpt that begins here."""
    seen = {words_of(text[s:e]) for s, e in hits if begin <= s and e <= begin + EXCERPT - _BEFORE}
    return len(seen)
