"""What somebody sees who starts the program with a wrong setting: one line, no traceback, no password."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def _nhacviec(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "nhacviec.config.settings"} | environment
    command = [sys.executable, "-m", "nhacviec", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://nv:secret@db/nhacviec"),
        ("DATABASE_URL", "postgres://nv:secret@127.0.0.1:1/nhacviec"),
        ("NHACVIEC_DB_POOL", "many"),
        ("NHACVIEC_HTTPS", "perhaps"),
    ],
)
def test_a_wrong_setting_is_one_line(name: str, value: str) -> None:
    done = _nhacviec("showmigrations", **{name: value})

    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert name in done.stderr or "cơ sở dữ liệu" in done.stderr
    assert "secret" not in done.stderr + done.stdout


def test_help_needs_no_database() -> None:
    done = _nhacviec("help", DATABASE_URL="postgres://nv@127.0.0.1:1/nhacviec")

    assert done.returncode == 0
    assert "serve" in done.stdout
