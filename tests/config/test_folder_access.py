import pwd
from pathlib import Path

import pytest

from nhacviec.config.folder_access import closed_folders, let_pass

SOMEBODY = pwd.struct_passwd(("somebody", "", 54321, 54321, "", "/", ""))
STRANGER = pwd.struct_passwd(("stranger", "", 54322, 54322, "", "/", ""))


@pytest.fixture
def private(tmp_path: Path) -> Path:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    return folder


def test_a_private_folder_is_closed_to_others(private: Path) -> None:
    assert private in closed_folders(private, SOMEBODY)


def test_an_open_folder_is_not(private: Path) -> None:
    private.chmod(0o711)

    assert private not in closed_folders(private, SOMEBODY)


def test_one_account_may_be_let_pass_and_nobody_else(private: Path) -> None:
    let_pass(private, SOMEBODY)

    assert private not in closed_folders(private, SOMEBODY)
    assert private in closed_folders(private, STRANGER)
    assert private.stat().st_mode & 0o007 == 0


def test_the_next_account_does_not_push_out_the_first(private: Path) -> None:
    let_pass(private, SOMEBODY)
    let_pass(private, STRANGER)
    let_pass(private, STRANGER)

    assert private not in closed_folders(private, SOMEBODY)
    assert private not in closed_folders(private, STRANGER)
