"""What a text is found by, and how a typed search is read. Pure; the database does the same on the words.

A text is kept as its words, one blank between them, twice: folded ("giai phong") and, where accents stand in
it, as written ("giải phóng", hòa for hoà). A word typed with accents asks for the written form first. "|"
stands between two fields, so that no phrase runs across. Letters and digits part company: 6088ubnd is
"6088 ubnd". Words that begin with "#" or "=" are pieces of a document's number (see `symbol_words`).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from nhacviec.rules.text import canonical_tone, fold, visible

MOST_CHARACTERS = 300
MOST_WORDS = 40
FIELD_END = "|"
_LONGEST_WORD = 40
_LONGEST_LETTERS = 12
_MOST_INDEXED = 10_000  # words; PostgreSQL takes a megabyte of them
_WORD = re.compile(r"[0-9]+|[^\W0-9_]+")
_BEGINS_WITH_ZERO = re.compile(r"\b0[0-9]*")
_QUOTED = re.compile('"([^"]*)"')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# "văn bản số 1130", "số: 1130", "ngày 29/6": the words beside a number say nothing.
_NUMBER_WORDS = re.compile(
    r"\b(?:(?:văn bản|van ban|vb)\s+)?(?:số|so)(?:\s*[,/]?\s*(?:ký hiệu|ky hieu))?\s*:?\s*(?=[0-9])", re.I
)

_CODE = re.compile(r"\s*nv[\s-]*([0-9]{4})[\s-]*([0-9]{1,9})(?:\.([0-9]{1,4}))?\s*", re.I)


@dataclass(frozen=True)
class Tier:
    """One degree of likeness: every word occurs, and every phrase word for word. "" words never occur."""

    words: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    @property
    def tsquery(self) -> str:
        """PostgreSQL's notation; words are letters, digits, # and = only: nothing needs escaping."""
        return " & ".join(f"'{word}'" for word in self.words)


@dataclass(frozen=True)
class Search:
    """A typed search. `problem` is "" or why nothing is looked for: nothing, one_letter, too_long."""

    typed: str
    folded: tuple[str, ...] = ()
    written: tuple[str, ...] = ()  # the same words as typed, lower case
    phrases: tuple[tuple[str, str], ...] = ()  # what stood in quotes: folded, written
    problem: str = ""

    @property
    def has_accents(self) -> bool:
        return self.folded != self.written

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """With the accents as typed, then without; one tier when no accent was typed."""
        plain = Tier(_once(self.folded), tuple(folded for folded, _ in self.phrases))
        if not self.has_accents:
            return (plain,)
        return Tier(_once(self.written), tuple(written for _, written in self.phrases)), plain

    @property
    def symbol_tiers(self) -> tuple[Tier, ...]:
        """For documents: exactly this number, then half of a number or symbol; () when it cannot be one."""
        if self.phrases or not self.folded or len(self.folded) > 8:
            return ()
        half = tuple(f"#{word[:_LONGEST_LETTERS]}" for word in self.folded)
        numbers = [place for place, word in enumerate(self.folded) if word.isdecimal()]
        if not numbers:
            return () if self.has_accents else (Tier(_once(half)),)
        first = numbers[0]
        exact = (f"={_bare(self.folded[first])}", *half[:first], *half[first + 1 :])
        return Tier(_once(exact)), Tier(_once(half))


def search_for(typed: str) -> Search:
    """Read what somebody typed; anything may come, nothing raises."""
    shown = visible(typed).translate(_QUOTES)
    if len(shown) > MOST_CHARACTERS:
        return Search(shown[:MOST_CHARACTERS], problem="too_long")
    text = _NUMBER_WORDS.sub(" ", shown)
    folded, written = words_of(text), written_words_of(text)
    if not folded:
        return Search(shown, problem="nothing")
    if len(folded) > MOST_WORDS:
        return Search(shown, problem="too_long")
    if len(folded) == 1 and len(folded[0]) == 1 and not folded[0].isdecimal():
        return Search(shown, problem="one_letter")
    if len(folded) != len(written):  # signs that fold in pieces: looked for without accents only
        written = folded
    quoted = [(words_of(part), written_words_of(part)) for part in _QUOTED.findall(text)]
    phrases = tuple((" ".join(f), " ".join(w)) for f, w in quoted if len(f) > 1)
    return Search(shown, folded, written, phrases)


def code_of(typed: str) -> str:
    """The code of a task or assignment, however it is typed ("nv 2018 4211.2" → NV-2018-004211.2), or ""."""
    found = _CODE.fullmatch(visible(typed))
    if found is None:
        return ""
    year, number, duty = found.groups()
    return f"NV-{year}-{int(number):06d}" + (f".{int(duty)}" if duty else "")


def words_of(text: str) -> tuple[str, ...]:
    """The folded words: "Ủy ban, 6088/UBND" → ("uy", "ban", "6088", "ubnd")."""
    return tuple(_both(text)[0].split())


def written_words_of(text: str) -> tuple[str, ...]:
    """The words as written, lower case, the tone where tradition puts it."""
    return tuple(_both(text)[1].split())


def _both(text: str) -> tuple[str, str]:
    """The words folded, and as written, with one blank between two."""
    pairs = list(map(_words, text.split()))
    folded, written = map(itemgetter(0), pairs), map(itemgetter(1), pairs)
    return " ".join(filter(None, folded)), " ".join(filter(None, written))


@lru_cache(maxsize=1 << 16)  # texts repeat their words: a million tasks take minutes instead of an hour
def _words(piece: str) -> tuple[str, str]:
    lowered = unicodedata.normalize("NFC", canonical_tone(visible(piece)).lower())
    return _split(fold(piece)), _split(lowered)


def _split(text: str) -> str:
    return " ".join(word[:_LONGEST_WORD] for word in _WORD.findall(text))


def search_text(*fields: str, more: tuple[str, ...] = ()) -> str:
    """The words by which something is found. `more`: words that are not part of a text (`symbol_words`)."""
    read = [_both(field) for field in fields if field]
    folded = " ".join([f"{plain} {FIELD_END}" for plain, _ in read if plain])
    written = " ".join([f"{text} {FIELD_END}" for plain, text in read if text != plain])
    bare = {_bare(number) for number in _BEGINS_WITH_ZERO.findall(folded)}
    pieces = [f"{folded} {written}".strip(), *sorted(bare), *more]
    if len(pieces[0]) > _MOST_INDEXED:
        pieces[0] = " ".join(pieces[0].split()[:_MOST_INDEXED])
    return " ".join(filter(None, pieces))


def symbol_words(symbol: str) -> tuple[str, ...]:
    """Pieces by which a document is found: "=1130" the number itself, "#113" or "#30" half of it, "#khvp",
    "#kh", "#v" (beginnings of) the letters, together and apart."""
    parts = words_of(symbol)
    numbers = [word for word in parts if word.isdecimal()]
    letters = [word for word in parts if not word.isdecimal()]
    found: set[str] = set()
    for number in numbers:
        found |= {number, _bare(number)}
        found |= {number[i:j] for i in range(len(number)) for j in range(i + 2, min(i + 10, len(number)) + 1)}
    found |= _beginnings(tuple(letters))
    exact = (f"={_bare(numbers[0])}",) if numbers else ()
    return exact + tuple(f"#{piece}" for piece in sorted(found)[:120])


@lru_cache(maxsize=1 << 10)  # an office has few
def _beginnings(letters: tuple[str, ...]) -> frozenset[str]:
    """Of all letters together, of all but the first, and so on."""
    tails = ["".join(letters[place:])[:_LONGEST_LETTERS] for place in range(len(letters))]
    return frozenset(tail[:end] for tail in tails for end in range(1, len(tail) + 1))


def joined_letters(symbol: str) -> tuple[str, ...]:
    """("khvp",) for 1130/KH-VP: how the letters of a symbol are typed in a hurry."""
    letters = [word for word in words_of(symbol) if not word.isdecimal()]
    return ("".join(letters)[:_LONGEST_WORD],) if len(letters) > 1 else ()


def matches(text: str, tier: Tier) -> bool:
    """Whether a `search_text` holds the tier: the definition that the database's condition repeats."""
    words = set(text.split())
    return words.issuperset(tier.words) and all(f" {phrase} " in f" {text} " for phrase in tier.phrases)


def _bare(number: str) -> str:
    return number.lstrip("0") or "0"


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
