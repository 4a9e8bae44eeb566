"""The real settings on a database of our own: an embedded PostgreSQL per checkout.

It must run before Django reads its settings, hence here and not in conftest.py. Workers of pytest-xdist and
commands started by tests inherit the addresses through the environment.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from nhacviec.config.embedded_postgres import FAST_AND_FORGETFUL, EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent


def _test_data() -> Path:
    """`NHACVIEC_TEST_DATA`, else a folder named after this user and checkout: several may test at once."""
    chosen = os.environ.get("NHACVIEC_TEST_DATA", "").strip()
    name = f"nhacviec-test-{os.geteuid()}-{hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:10]}"
    return Path(chosen).absolute() if chosen else Path(tempfile.gettempdir()) / name


os.environ["NHACVIEC_DATA"] = str(_test_data())
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = EmbeddedPostgres(_test_data(), extra_settings=FAST_AND_FORGETFUL).url()

from nhacviec.config.settings import *  # noqa: E402, F403

LETTERS = True  # as where a mail server is named
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  (a server makes it when it starts)
