"""Real servers in folders of their own, started, shared, killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from nhacviec.config.data_directory import data_directory
from nhacviec.config.embedded_postgres import FAST_AND_FORGETFUL, EmbeddedPostgres
from nhacviec.config.embedded_postgres_place import PostgresError, copy_programs, installed_programs

# Durability as in production: kill -9 must lose nothing. Only the memory is small.
SMALL = {"shared_buffers": FAST_AND_FORGETFUL["shared_buffers"]}
ROOT = Path(__file__).resolve().parent.parent.parent

USE_AND_WAIT = """
import sys
from pathlib import Path
from nhacviec.config.embedded_postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
print(server.url(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def data() -> Iterator[Path]:
    # Not tmp_path: pytest's folders are closed to the account that runs PostgreSQL for root.
    folder = Path(tempfile.mkdtemp(prefix="nv-pg-"))
    yield folder
    _kill_everything_in(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(data: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(data, extra_settings=SMALL)


@pytest.fixture
def use_and_wait(data: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start another process that uses the server until its stdin closes."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", USE_AND_WAIT, str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _server_pid(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def _runs_again(data: Path, before: int) -> bool:
    try:
        return _running(data) and _server_pid(data) != before
    except (FileNotFoundError, ValueError):
        return False  # its file is taken away and written in that very moment


def _running(data: Path) -> bool:
    return any(_servers_of(data))


def _servers_of(data: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["name", "cmdline", "status"]):
        mine = str(data / "postgres") in (process.info["cmdline"] or [])
        if process.info["name"] == "postgres" and mine and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def _kill_everything_in(data: Path) -> None:
    for process in _servers_of(data):
        process.kill()


def _execute(server: EmbeddedPostgres, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(**server.start(), autocommit=True) as connection:  # type: ignore[arg-type]
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def test_it_starts_and_stops_with_its_only_user(server: EmbeddedPostgres, data: Path) -> None:
    assert _execute(server, "SELECT current_user, current_database()") == [("nhacviec", "nhacviec")]

    server.leave()

    assert not _running(data)


def test_data_is_there_after_a_restart(server: EmbeddedPostgres) -> None:
    _execute(server, "CREATE TABLE kept AS SELECT 'Đồng Nai' AS name")
    server.leave()

    assert _execute(server, "SELECT lower(name) FROM kept") == [("đồng nai",)]
    server.leave()


def test_it_listens_on_a_private_socket_only(server: EmbeddedPostgres) -> None:
    where = server.start()

    assert _execute(server, "SHOW listen_addresses") == [("",)]
    assert Path(where["host"]).stat().st_mode & 0o077 == 0
    server.leave()


def test_the_application_is_not_a_superuser(server: EmbeddedPostgres) -> None:
    assert _execute(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == [(False,)]
    server.leave()


def test_kill_9_of_the_server_loses_nothing(server: EmbeddedPostgres, data: Path) -> None:
    _execute(server, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    os.kill(_server_pid(data), signal.SIGKILL)

    assert _execute(server, "SELECT count(*) FROM kept") == [(1000,)]
    server.leave()
    assert not _running(data)


def test_a_kept_server_is_started_again_when_it_dies(server: EmbeddedPostgres, data: Path) -> None:
    server.start()
    server.keep_running()
    first = _server_pid(data)

    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while not _runs_again(data, first):
        assert time.monotonic() < deadline
        time.sleep(0.05)

    assert _execute(server, "SELECT 1") == [(1,)]
    server.leave()
    assert not _running(data)


def test_kill_9_of_the_user_leaves_a_server_the_next_one_takes_over(
    server: EmbeddedPostgres, data: Path, use_and_wait: Callable[[], subprocess.Popen[str]]
) -> None:
    user = use_and_wait()
    assert user.stdout is not None and user.stdout.readline().startswith("postgres://")
    before = _server_pid(data)
    user.kill()
    user.wait()

    server.start()

    assert _server_pid(data) == before
    server.leave()
    assert not _running(data)


def test_the_server_stays_while_somebody_else_uses_it(
    server: EmbeddedPostgres, data: Path, use_and_wait: Callable[[], subprocess.Popen[str]]
) -> None:
    other = use_and_wait()
    assert other.stdout is not None and other.stdout.readline()
    server.start()

    server.leave()
    assert _running(data)

    other.communicate("")
    assert not _running(data)


def test_many_may_start_it_at_once(data: Path, use_and_wait: Callable[[], subprocess.Popen[str]]) -> None:
    users = [use_and_wait() for _ in range(4)]
    addresses = {user.stdout.readline().strip() for user in users if user.stdout is not None}

    assert len(addresses) == 1
    with psycopg.connect(addresses.pop()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert len(_servers_of(data)) == 1


def test_a_stale_pid_file_naming_a_living_stranger_is_no_obstacle(
    server: EmbeddedPostgres, data: Path
) -> None:
    server.start()
    pid_file = data / "postgres" / "postmaster.pid"
    text = pid_file.read_text()
    os.kill(_server_pid(data), signal.SIGKILL)
    while _running(data):
        time.sleep(0.01)
    # After a reboot, or in a restarted container, the number belongs to somebody else: here, to ourselves.
    pid_file.write_text(text.replace(text.split("\n")[0], str(os.getpid()), 1))

    assert _execute(server, "SELECT 1") == [(1,)]
    server.leave()


def test_a_folder_with_spaces_and_accents_will_do(data: Path) -> None:
    server = EmbeddedPostgres(data / "Văn phòng 'UBND' tỉnh", extra_settings=SMALL)

    assert _execute(server, "SELECT 1") == [(1,)]
    server.leave()


def test_a_path_too_long_for_a_socket_will_do(data: Path) -> None:
    deep = data.joinpath(*["a-rather-long-folder-name"] * 5)
    server = EmbeddedPostgres(deep, extra_settings=SMALL)
    where = server.start()

    assert not where["host"].startswith(str(data))
    assert Path(where["host"]).stat().st_mode & 0o077 == 0
    assert _execute(server, "SELECT 1") == [(1,)]
    server.leave()
    _kill_everything_in(deep)
    shutil.rmtree(where["host"])


def test_a_folder_that_cannot_be_made_is_one_clear_line(data: Path) -> None:
    (data / "file").write_text("")

    with pytest.raises(PostgresError) as refusal:
        EmbeddedPostgres(data / "file" / "below").start()

    assert "NHACVIEC_DATA" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_server_that_cannot_start_says_why(server: EmbeddedPostgres, data: Path) -> None:
    server.start()
    server.leave()
    broken = EmbeddedPostgres(data, extra_settings={"shared_buffers": "none"})

    with pytest.raises(PostgresError, match=r"shared_buffers|configuration file"):
        broken.start()


def test_copied_programs_find_their_libraries(data: Path) -> None:
    """A copy serves root when the checkout lies in a private folder."""
    copied = copy_programs(installed_programs(), data)

    assert copied.is_relative_to(data)
    for program in ("initdb", "postgres"):
        said = subprocess.run([copied / program, "--version"], capture_output=True, text=True, check=True)
        assert "PostgreSQL" in said.stdout


def test_the_data_directory_is_what_the_installation_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHACVIEC_DATA", "/srv/nhắc việc")
    assert data_directory() == Path("/srv/nhắc việc")

    monkeypatch.delenv("NHACVIEC_DATA")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/lan/data")
    assert data_directory() == Path("/home/lan/data/nhacviec")

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert data_directory() == Path("/var/lib/nhacviec")
