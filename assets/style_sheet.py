"""Make a style sheet smaller by what no page of ours can use. Text in, text out; knows no file.

A rule stays unless its selector asks for a class or a data-* attribute that is not in use. What stands
inside :not(), :is(), :where() and :has() asks for nothing, selectors of elements and other attributes always
stay, and the order is kept: what is dropped could match nothing, so what remains looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

InUse = Callable[[str], bool]

# At-rules whose body holds rules; of others (@font-face, @keyframes …) the body is left alone.
HOLDS_RULES = ("@media", "@supports", "@container", "@layer", "@scope", "@starting-style")
# A browser that does not know one of these refuses the whole list it stands in, so such a list is not cut.
_MAY_BE_REFUSED = re.compile(r"::?-|:(?:is|where|has)\(")
_CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
_DATA_ATTRIBUTE = re.compile(r"\[(data-[\w-]+)")
_CUSTOM_PROPERTY = re.compile(r"--[\w-]+")
_INNERMOST_BRACKETS = re.compile(r"\([^()]*\)")
_STRING = re.compile(r"""(["'])(?:\\.|(?!\1)[^\\])*\1""", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """`head { body }`, or a statement such as `@charset "UTF-8"`, whose body is None."""

    head: str
    body: str | None

    def __str__(self) -> str:
        return f"{self.head};" if self.body is None else f"{self.head}{{{self.body}}}"

    @property
    def inner(self) -> list[Rule] | None:
        """The rules inside an at-rule; None where the body holds none."""
        return rules(self.body) if self.body is not None and self.head.startswith(HOLDS_RULES) else None

    @property
    def selectors(self) -> list[str]:
        return [] if self.head.startswith("@") else _split(self.head, ",")


def trim(text: str, in_use: InUse, read_elsewhere: Set[str]) -> str:
    """The style sheet without what is not in use: rules, then custom properties and keyframes nothing reads.

    `read_elsewhere`: names of custom properties and keyframes that other files read. The licence stays."""
    licence = _LICENCE.search(text)
    kept = _kept(rules(_COMMENT.sub("", text)), in_use)
    before = -1
    while len(kept) != before:  # a property may be read by another one alone, which has just been dropped
        before = len(kept)
        read = read_elsewhere | set(re.findall(r"var\(\s*(--[\w-]+)", kept)) | _animations(kept)
        kept = _without_unread(rules(kept), read)
    charset, rest = re.fullmatch(r'(@charset "[^"]*";)?(.*)', kept, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{charset or ''}{licence.group(0) if licence else ''}\n{rest}\n"


def names(text: str) -> set[str]:
    """Every class, data-* attribute and custom property that the style sheet speaks of."""
    bare = _STRING.sub('""', _COMMENT.sub("", text))
    found = {_unescaped(name) for rule in _every(rules(bare)) for name in _CLASS.findall(rule.head)}
    return found | set(_DATA_ATTRIBUTE.findall(bare)) | set(_CUSTOM_PROPERTY.findall(bare))


def selectors(text: str) -> set[str]:
    """Every selector of the style sheet, wherever it stands."""
    return {selector for rule in _every(rules(_COMMENT.sub("", text))) for selector in rule.selectors}


def asked_for(selector: str) -> set[str]:
    """The classes and data-* attributes without which the selector matches nothing."""
    bare = _STRING.sub('""', selector)
    while bare != (shorter := _INNERMOST_BRACKETS.sub("", bare)):
        bare = shorter
    attributes = set(_DATA_ATTRIBUTE.findall(bare))
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    return attributes | {_unescaped(name) for name in _CLASS.findall(bare)}


def rules(text: str) -> list[Rule]:
    """The rules of a style sheet without comments, in their order."""
    found, start, at = [], 0, 0
    while at < len(text):
        sign = text[at]
        if sign == ";":
            found.append(Rule(text[start:at].strip(), None))
            start = at = at + 1
        elif sign == "{":
            end = _closing(text, at)
            found.append(Rule(text[start:at].strip(), text[at + 1 : end]))
            start = at = end + 1
        else:
            at = _past(text, at)
    if text[start:].strip():
        raise ValueError(f"a rule without an end: {text[start : start + 60]!r}")
    return found


def _kept(found: list[Rule], in_use: InUse) -> str:
    parts = []
    for rule in found:
        if rule.inner is not None:
            if inner := _kept(rule.inner, in_use):
                parts.append(f"{rule.head}{{{inner}}}")
        elif rule.head.startswith("@"):
            parts.append(str(rule))
        elif useful := [each for each in rule.selectors if all(map(in_use, asked_for(each)))]:
            whole = any(_MAY_BE_REFUSED.search(each) for each in rule.selectors)
            parts.append(str(rule) if whole else f"{','.join(useful)}{{{rule.body}}}")
    return "".join(parts)


def _without_unread(found: list[Rule], read: Set[str]) -> str:
    parts = []
    for rule in found:
        kind, _, name = rule.head.partition(" ")
        if rule.inner is not None:
            if inner := _without_unread(rule.inner, read):
                parts.append(f"{rule.head}{{{inner}}}")
        elif kind in ("@property", "@keyframes"):
            parts.extend([str(rule)] if name.strip() in read else [])
        elif rule.body is None or kind.startswith("@") or "{" in _STRING.sub("", rule.body):
            parts.append(str(rule))
        else:
            written = [each for each in _split(rule.body, ";") if not _is_unread(each, read)]
            parts.extend([f"{rule.head}{{{';'.join(written)}}}"] if written else [])
    return "".join(parts)


def _is_unread(declaration: str, read: Set[str]) -> bool:
    name = declaration.partition(":")[0].strip()
    return name.startswith("--") and name not in read


def _animations(text: str) -> set[str]:
    """Every word of a value: names of keyframes are among them."""
    bodies = [rule.body or "" for rule in _every(rules(text)) if not rule.head.startswith("@keyframes")]
    return set(re.findall(r"[A-Za-z][\w-]*", " ".join(bodies)))


def _every(found: list[Rule]) -> Iterator[Rule]:
    for rule in found:
        if rule.inner is None:
            yield rule
        else:
            yield from _every(rule.inner)


def _split(text: str, sign: str) -> list[str]:
    """Cut at a sign, not inside brackets and strings; empty parts fall away."""
    parts, start, at = [], 0, 0
    while at < len(text):
        if text[at] == sign:
            parts.append(text[start:at].strip())
            start = at = at + 1
        else:
            at = _past(text, at)
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _past(text: str, at: int) -> int:
    """The place after what begins here: a string, something in brackets, an escaped sign, any other sign."""
    sign = text[at]
    if sign in "\"'":
        found = _STRING.match(text, at)
        if found is None:
            raise ValueError(f"a string without an end: {text[at : at + 60]!r}")
        return found.end()
    if sign in "([":
        return _closing(text, at) + 1
    return at + (2 if sign == "\\" else 1)


def _closing(text: str, opening: int) -> int:
    """The place of the bracket that closes the one here."""
    wanted = {"(": ")", "[": "]", "{": "}"}[text[opening]]
    at = opening + 1
    while at < len(text):
        if text[at] == wanted:
            return at
        at = _closing(text, at) + 1 if text[at] == "{" else _past(text, at)
    raise ValueError(f"a bracket without an end: {text[opening : opening + 60]!r}")


def _unescaped(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name)
