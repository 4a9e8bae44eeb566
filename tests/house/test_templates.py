"""Templates: all used, none with a script or a style of its own, no form that loses what was typed."""

import re
from functools import cache
from pathlib import Path

import allauth

from nhacviec.screens.page.frame import PLACES
from nhacviec.screens.page.tags import CHIP_LOOKS

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "nhacviec"
TEMPLATES = PACKAGE / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"

NAMED = re.compile(r"""["']([\w/.-]+\.(?:html|txt|svg|json))(?:#\w+)?["']""")
INCLUDE = re.compile(r"""\{%\s*include\s+["']([\w/.-]+)["'][^%]*%\}""")
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
TYPED = re.compile(r'<textarea|type="(?:text|search)"|\{% show_field (?!form\.files? )|\{\{ (?:form|field)')
INLINE = {
    "script": re.compile(r"""<script\b(?![^>]*(?:\bsrc=|type="application/json"))"""),
    "style element": re.compile(r"<style\b"),
    "style attribute": re.compile(r"""\sstyle\s*=\s*["']"""),
    "on… attribute": re.compile(r"""\son[a-z]+\s*=\s*["']"""),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
# Read by a program that is not ours, so without our layout.
STANDING_ALONE = {
    "errors/server_error.html": "must not need anything that may be broken",
    "errors/away.html": "must not need the database",
}
# Letters, whose names a library composes: <name>_subject.txt, <name>_message.txt and .html.
LETTERS = "account/email/"
# Read by mail programs, not by a browser under the policy of our pages.
MAILED = ("account/email/", "letters/")
# Forms with passwords, codes and other secrets only: those are never kept across a session.
NOT_KEPT = ("account/", "mfa/", "usersessions/", "notices/gateway_card.html")


@cache
def texts() -> dict[str, str]:
    found = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    return {path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in found}


@cache
def python() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


def named_in(text: str) -> set[str]:
    return set(NAMED.findall(text))


def test_no_template_is_unused() -> None:
    used = named_in(python())
    for name, text in texts().items():
        used |= named_in(text) - {name}
    # Those of the library that signs people in are found by their name.
    used |= {path.relative_to(THEIRS).as_posix() for path in THEIRS.rglob("*") if path.is_file()}
    assert {name for name in set(texts()) - used if not name.startswith(LETTERS)} == set()


def test_every_page_stands_in_the_layout_and_every_other_template_in_a_page() -> None:
    included = {name for text in texts().values() for name in INCLUDE.findall(text)}
    answers = named_in(python())  # a part that a view answers with on its own
    loose = [
        name
        for name, text in texts().items()
        if name.endswith(".html")
        and not name.startswith(LETTERS)
        and "{% extends" not in text
        and name not in included | answers | set(STANDING_ALONE) | {"layout/base.html"}
    ]
    assert [name for name in loose if not (THEIRS / name).exists()] == []


def test_what_is_extended_and_included_exists() -> None:
    for name, text in texts().items():
        wanted = named_in(" ".join(re.findall(r"\{%\s*(?:include|extends)[^%]*%\}", text)))
        missing = {w for w in wanted if w not in texts() and not (THEIRS / w).exists()}
        missing = {w for w in missing if not w.startswith("django/")}
        assert missing == set(), name


def test_nothing_is_inline_that_the_policy_of_the_pages_would_refuse() -> None:
    wrong = [
        f"{name}: {what}: {found.group(0)}"
        for name, text in texts().items()
        if not name.startswith(MAILED)
        for what, pattern in INLINE.items()
        if (found := pattern.search(text))
    ]
    assert wrong == []


def whole(text: str) -> str:
    """With everything it includes."""
    return INCLUDE.sub(lambda found: whole(texts().get(found[1], "")), text)


def test_every_form_that_changes_something_carries_the_token() -> None:
    wrong = [
        name
        for name, text in texts().items()
        for form in FORM.findall(text)
        if re.search(r'method="post"', form, re.IGNORECASE) and "csrf_token" not in form
    ]
    assert wrong == []


def test_every_form_with_typed_text_survives_the_end_of_a_session() -> None:
    wrong = [
        name
        for name, text in texts().items()
        if not name.startswith(NOT_KEPT)
        for form in FORM.findall(text)
        if "csrf_token" in form and TYPED.search(whole(form)) and "form_mark" not in form
    ]
    assert wrong == []


def icons_used() -> set[str]:
    used = set(re.findall(r"""\bicon\(?\s*["']([a-z0-9-]+)["']""", python()))
    for text in texts().values():
        used |= set(re.findall(r"""\{% icon ["']([a-z0-9-]+)["']""", text))
        used |= set(re.findall(r"""\bicon=["']([a-z0-9-]+)["']""", text))
    return used | {place.icon for place in PLACES} | {name for _colour, name in CHIP_LOOKS.values()}


def test_every_icon_that_is_shown_is_in_the_sprite() -> None:
    listed = (ROOT / "assets" / "icons.txt").read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    assert icons_used() - set(listed) == set()
    assert len(icons_used()) > 20


def test_no_template_waits_for_a_script_of_the_framework() -> None:
    """Its style is used, its scripts are not sent: menus are opened by static/js/menus.js."""
    asking = re.compile(r"data-(?:bs|tblr)-(?:toggle|dismiss|target)")
    assert [name for name, text in texts().items() if asking.search(text)] == []
