"""The pages made from the rules are in step with them: `nhacviec document_rules` writes them."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from nhacviec.management.commands.document_rules import DOCS, PAGES
from nhacviec.rules.lifecycle import Move, State
from nhacviec.rules.permissions import Right, Role
from nhacviec.rules.words import MOVES, RIGHTS, ROLES, STATES


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_page_is_in_step(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), f"run: nhacviec document_rules (docs/{name} is out of date)"


def test_the_command_writes_both_pages(tmp_path: Path) -> None:
    call_command("document_rules", to=tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        name: page() for name, page in PAGES.items()
    }


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không có thư mục"):
        call_command("document_rules", to=tmp_path / "none")


def test_the_pages_name_everything() -> None:
    lifecycle, permissions = PAGES["lifecycle.md"](), PAGES["permissions.md"]()
    assert all(f"| {STATES[state]} | `{state}` |" in lifecycle for state in State)
    assert all(f"| {MOVES[move]} | `{move}` |" in lifecycle for move in Move)
    assert all(f"| {MOVES[move]} |" in permissions for move in Move)
    assert all(ROLES[role] in permissions for role in Role)
    assert all(RIGHTS[right] in permissions for right in Right)


def test_every_row_of_a_table_has_all_its_cells() -> None:
    for page in PAGES.values():
        for block in page().split("\n\n"):
            widths = {line.count("|") for line in block.splitlines() if line.startswith("|")}
            assert len(widths) <= 1
