"""Copy from node_modules what the pages load into nhacviec/static/vendor: of icons and styles, what we use.

Pages load nothing from outside: offices work on closed networks. Run by `make setup`; run it again by hand
after adding a name to assets/icons.txt, or a class of the framework that no page had before. What only tests
read (axe, the framework's whole style sheet) goes to assets/build/, not into static.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import style_names
import style_sheet

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "nhacviec" / "static" / "vendor"
FOR_TESTS = ROOT / "assets" / "build"
ICON_NAMES = ROOT / "assets" / "icons.txt"

PAGE_FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
}
FONT = "@fontsource-variable/inter"
FONT_SUBSETS = ("latin", "latin-ext", "vietnamese")
# What the typesetter prints letters with: the measures of Times New Roman, all Vietnamese letters.
PRINT_FONT = "@expo-google-fonts/tinos"
PRINT_STYLES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
TEST_FILES = {"axe-core/axe.min.js": "axe.min.js", style_names.STYLE_SHEET: "tabler.min.css"}


def copy_files(names: dict[str, str], target: Path) -> None:
    """Copy {path under node_modules: file name in target}; maps are not shipped nor mentioned."""
    target.mkdir(parents=True, exist_ok=True)
    for source, name in names.items():
        text = (MODULES / source).read_text(encoding="utf-8")
        # A reference to a missing .map would make the manifest storage of static files fail.
        text = re.sub(r"(?m)^\s*(//[#@]|/\*[#@]) sourceMappingURL=.*$", "", text)
        (target / name).write_text(text, encoding="utf-8")


def font_faces() -> str:
    """CSS @font-face rules of the chosen subsets, with the unicode ranges the font's package states."""
    package_css = (MODULES / FONT / "index.css").read_text(encoding="utf-8")
    (VENDOR / "fonts").mkdir(parents=True, exist_ok=True)
    rules = []
    for subset in FONT_SUBSETS:
        file_name = f"inter-{subset}-wght-normal.woff2"
        shutil.copyfile(MODULES / FONT / "files" / file_name, VENDOR / "fonts" / file_name)
        rule = next((r for r in re.findall(r"@font-face \{.*?\}", package_css, re.S) if file_name in r), None)
        if rule is None:
            raise SystemExit(f"assets/build.py: no @font-face for {file_name} in {FONT}/index.css")
        rules.append(rule.replace("./files/", "fonts/"))
    return "\n".join(rules) + "\n"


def page_styles() -> str:
    """The framework's style sheet without the rules that no page of ours can use, and the fonts."""
    whole = (MODULES / style_names.STYLE_SHEET).read_text(encoding="utf-8")
    return style_sheet.trim(whole, style_names.in_use, style_names.words()) + font_faces()


def copy_print_font() -> None:
    (VENDOR / "print").mkdir(parents=True, exist_ok=True)
    for style in PRINT_STYLES:
        name = f"Tinos_{style}.ttf"
        shutil.copyfile(MODULES / PRINT_FONT / style / name, VENDOR / "print" / name)


def icon_names() -> list[str]:
    """Names in assets/icons.txt; they must be sorted and unique, so that additions merge without conflict."""
    names = [line.strip() for line in ICON_NAMES.read_text(encoding="utf-8").splitlines()]
    names = [name for name in names if name and not name.startswith("#")]
    if names != sorted(set(names)):
        raise SystemExit("assets/icons.txt: names must be sorted and unique")
    return names


def icon_symbol(name: str) -> str | None:
    """One <symbol> of the sprite, or None for an unknown name. `x-filled` is the filled form of x."""
    kind, file_name = (
        ("filled", name.removesuffix("-filled")) if name.endswith("-filled") else ("outline", name)
    )
    path = MODULES / "@tabler" / "icons" / "icons" / kind / f"{file_name}.svg"
    if not path.exists():
        return None
    match = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.S)
    if match is None:
        return None
    paint = (
        'fill="currentColor"'
        if kind == "filled"
        else 'fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round"'
    )
    drawing = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", match.group(1))
    drawing = re.sub(r"\s+", " ", drawing).replace(" />", "/>").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24" {paint}>{drawing}</symbol>'


def icon_sprite() -> str:
    """One SVG file with every icon the pages use: <svg class="icon"><use href="…/icons.svg#bell"/></svg>."""
    symbols = {name: icon_symbol(name) for name in icon_names()}
    unknown = [name for name, symbol in symbols.items() if symbol is None]
    if unknown:
        raise SystemExit(f"assets/icons.txt: the icon set has no {', '.join(unknown)}")
    body = "\n".join(symbol for symbol in symbols.values() if symbol)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'


def main() -> None:
    if not MODULES.is_dir():
        raise SystemExit("assets/build.py: no node_modules; run `make setup`")
    shutil.rmtree(VENDOR, ignore_errors=True)
    copy_files(PAGE_FILES, VENDOR)
    copy_files(TEST_FILES, FOR_TESTS)
    copy_print_font()
    (VENDOR / "tabler.min.css").write_text(page_styles(), encoding="utf-8")
    (VENDOR / "icons.svg").write_text(icon_sprite(), encoding="utf-8")
    print(
        f"assets: {sum(1 for path in VENDOR.rglob('*') if path.is_file())} files for the pages",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
