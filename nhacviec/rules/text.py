"""Clean what people type or paste, and fold it for comparing and searching.

Everything stored is NFC. Cleaning removes what nobody can see (control, format, bidi and zero-width
characters) and refuses what cannot be stored at all. Folding ignores case, accents, đ/d and therefore also
where a tone mark stands (hoà/hòa).
"""

import re
import unicodedata

# These tones share one combining class with the circumflex and the breve: NFC keeps a wrong typing order.
_TONE_BEFORE_SHAPE = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Old and new spelling differ only in open syllables in oa, oe, uy; the u of qu is a consonant (quý stays).
_NEW_TONE = re.compile(
    rf"(o)([ae])([{_TONES}])(?![\w\u0300-\u036f])|(?<!q)(u)(y)([{_TONES}])(?![\w\u0300-\u036f])", re.I
)
_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ɖ": "d", "Ɖ": "D"})
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_LINKING_WORDS = frozenset({"va", "cua", "cac", "thuoc"})
_HEADS = frozenset({"so", "ban", "phong", "huyen", "xa", "phuong", "quan", "tinh", "nganh"})


class UnusableText(ValueError):
    """Text that cannot be kept. `code` is `nul`, `surrogate` or `too_long`; see words_refusals."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_line(s: str, *, limit: int | None = None) -> str:
    """One line of text: line ends and tabs become blanks, runs of blanks become one, nothing at either end.

    Raises UnusableText: `nul`, `surrogate`, or `too_long` (more than `limit` characters after cleaning).
    """
    return _within(" ".join(_visible(s).split()), limit)


def clean_text(s: str, *, limit: int | None = None) -> str:
    """Text of several lines: line ends are \\n, blanks folded inside a line, at most one empty line in a row.

    Raises UnusableText like clean_line.
    """
    lines = (line.strip() for line in _BLANKS.sub(" ", _visible(s)).split("\n"))
    return _within(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), limit)


def visible(s: str) -> str:
    """Like clean_line, but never raises: for comparing and searching, where a bad character is no error."""
    return " ".join(_visible("".join(c for c in s if c != "\0" and not _is_surrogate(c))).split())


def fold(s: str) -> str:
    """The form in which texts are compared and searched: "Ủy ban, TỈNH Đồng Nai" → "uy ban tinh dong nai"."""
    return _NOT_ALPHANUMERIC.sub(" ", _without_marks(s)).strip()


def fold_code(s: str) -> str:
    """The form in which numbers and abbreviations are compared: no blanks either ("STN & MT" → "stnmt")."""
    return _NOT_ALPHANUMERIC.sub("", _without_marks(s))


def canonical_tone(s: str) -> str:
    """The text with tone marks as the traditional spelling puts them: hoà → hòa, thuỷ → thủy, quý stays."""

    def moved(found: re.Match[str]) -> str:
        first, second, tone = found.group(1, 2, 3) if found.group(1) else found.group(4, 5, 6)
        return first + tone + second

    return unicodedata.normalize("NFC", _NEW_TONE.sub(moved, unicodedata.normalize("NFD", s)))


def initials(name: str) -> tuple[str, ...]:
    """The abbreviations an office would use for a name, likeliest first; compare them with fold_code.

    "Sở Tài nguyên và Môi trường" → ("STNMT", "STNVMT", "TNMT"). Words that are abbreviations already stay
    whole ("Văn phòng UBND tỉnh" → "VPUBNDT", "VPUBND").
    """
    words = [word for word in re.split(r"[\W_]+", visible(name)) if word]
    main = [word for word in words if fold(word) not in _LINKING_WORDS]
    candidates = [main, words]
    if len(main) > 2 and fold(main[0]) in _HEADS:
        candidates.append(main[1:])
    if len(main) > 2 and fold(main[-1]) == "tinh":
        candidates.append(main[:-1])
    found = ("".join(_initial(word) for word in candidate) for candidate in candidates)
    return tuple(dict.fromkeys(abbreviation for abbreviation in found if len(abbreviation) > 1))


def _initial(word: str) -> str:
    return word if len(word) > 1 and (word.isupper() or word.isdigit()) else word[0].upper()


def _visible(s: str) -> str:
    """NFC without hidden characters; line ends as \\n. Raises UnusableText for NUL and lone surrogates."""
    if "\0" in s:
        raise UnusableText("nul")
    kept = s
    if not _is_plain(s):  # rarely: asking every character takes long
        if any(map(_is_surrogate, s)):
            raise UnusableText("surrogate")
        kept = "".join(c for c in _LINE_ENDS.sub("\n", s) if not _is_hidden(c))
    return unicodedata.normalize("NFC", _TONE_BEFORE_SHAPE.sub(r"\2\1", unicodedata.normalize("NFD", kept)))


def _is_plain(s: str) -> bool:
    """Whether nothing in it is hidden, broken or a line end but \\n."""
    return s.replace("\n", "").replace("\t", "").isprintable()


def _is_surrogate(c: str) -> bool:
    return "\ud800" <= c <= "\udfff"


def _is_hidden(c: str) -> bool:
    """Control, format (bidi, zero width, soft hyphen), private use (Word's symbol bullets), noncharacters."""
    if c in "\n\t":
        return False
    point = ord(c)
    return (
        unicodedata.category(c) in ("Cc", "Cf", "Co") or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    )


def _without_marks(s: str) -> str:
    # Hidden characters split no word: "U<soft hyphen>BND" is UBND. Lower twice: NFD can uncover a capital.
    seen = s if _is_plain(s) else "".join(c for c in s if not _is_hidden(c) or c in "\r\v\f\x85")
    parts = unicodedata.normalize("NFD", seen.lower().translate(_D_WITH_STROKE))
    return parts.translate(_WITHOUT_MARKS).lower()


class _Unmarked(dict[int, int | None]):
    """For str.translate: marks go, everything else stays. Learnt by the way, those of our script once."""

    def __missing__(self, point: int) -> int | None:
        found = None if unicodedata.category(chr(point)) == "Mn" else point
        if point < 0x2000:
            self[point] = found
        return found


_WITHOUT_MARKS = _Unmarked()


def _within(s: str, limit: int | None) -> str:
    if limit is not None and len(s) > limit:
        raise UnusableText("too_long")
    return s
