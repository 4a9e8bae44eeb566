"""The embedded database: a real PostgreSQL from a wheel, used when `DATABASE_URL` is not set.

The wheel brings the programs; starting them is done here, because the wheel's own launcher shares one lock
file between all users of a machine, gives recovery ten seconds, and opens private folders to everybody.

Who stops the server: every process that uses it holds a shared lock on `postgres.users`; the last one to
leave gets that lock for itself and stops the server. The kernel drops the locks of a killed process:
nothing stale is ever counted. Starting and stopping happen under an exclusive lock on `postgres.lock`.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg import sql

from nhacviec.config.embedded_postgres_place import MAJOR, Place, PostgresError, place_for
from nhacviec.config.embedded_postgres_process import clear_stale_pid_file, server_pid, serves

DATABASE = "nhacviec"
ROLE = "nhacviec"
SUPERUSER = "postgres"
# Crash recovery replays the log since the last checkpoint: minutes on a slow disk, never worth killing.
READY_SECONDS = 300
STOP_SECONDS = 60
ANSWER_SECONDS = 20
KEEPER_SECONDS = 2

SETTINGS = {
    "listen_addresses": "",  # unix socket only
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    # A hundred thousand deadlines that move write gigabytes within a minute; after every checkpoint each page
    # that is touched is written whole once more.
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    # Calling helpers takes longer than all that a page reads; they are for what reads whole large tables.
    "parallel_setup_cost": "20000",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
# For tests: nothing survives a power cut, everything else behaves the same.
FAST_AND_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "100",
    # Tests roll back what they wrote. A vacuum in between would tell the planner that the tables are empty,
    # and the next test with a few hundred rows would wait minutes for a plan made for none.
    "autovacuum": "off",
}


class EmbeddedPostgres:
    """The server of one data directory. `start()` and `leave()` may be called by any number of processes."""

    def __init__(self, data: Path, *, extra_settings: dict[str, str] | None = None) -> None:
        # Resolved, because a running server is recognised by the path on its command line.
        self.data = data.resolve()
        self.settings = SETTINGS | (extra_settings or {})
        self._users_lock: int | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._keeper: threading.Thread | None = None
        self._leaving = threading.Event()

    def start(self) -> dict[str, str]:
        """Make sure the server runs and the database exists; return psycopg connection parameters.

        Raises PostgresError with one line in Vietnamese for the operator.
        """
        place = place_for(self.data)
        with _locked(self.data / "postgres.lock"):
            if self._users_lock is None:
                self._users_lock = os.open(self.data / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._users_lock, fcntl.LOCK_SH)
                atexit.register(self.leave)
            if not (place.cluster / "PG_VERSION").exists():
                _init_cluster(place)
            _require_version(place)
            if not _is_ready(place):
                self._start_server(place)
            _ensure_database(place)
        return connection_parameters(place)

    def url(self) -> str:
        """Start the server and return its address in the form of `DATABASE_URL`."""
        at = self.start()
        query = urlencode({"host": at["host"], "port": at["port"]})
        return f"postgres://{at['user']}@/{at['dbname']}?{query}"

    def keep_running(self) -> None:
        """Until `leave()`, start the server again should it die (out of memory, killed by hand)."""
        self._leaving.clear()
        self._keeper = threading.Thread(target=self._keep, name="postgres-keeper", daemon=True)
        self._keeper.start()

    def _keep(self) -> None:
        place = place_for(self.data)
        while not self._leaving.wait(KEEPER_SECONDS):
            if server_pid(place) is None:
                print("PostgreSQL đã dừng đột ngột, khởi động lại.", file=sys.stderr, flush=True)
                try:
                    self.start()
                except PostgresError as error:
                    print(error, file=sys.stderr, flush=True)

    def leave(self) -> None:
        """This process needs the server no more; stop it if nobody else does."""
        if self._users_lock is None:
            return
        atexit.unregister(self.leave)
        self._leaving.set()
        if self._keeper is not None:
            self._keeper.join()
            self._keeper = None
        if not self.data.is_dir():
            return  # somebody removed it all
        with _locked(self.data / "postgres.lock"):
            try:
                fcntl.flock(self._users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return
            else:
                _stop_server(place_for(self.data))
                if self._server is not None:
                    self._server.wait()
            finally:
                os.close(self._users_lock)
                self._users_lock = None

    def _start_server(self, place: Place) -> None:
        _write_settings(place, self.settings)
        clear_stale_pid_file(place)
        deadline = time.monotonic() + READY_SECONDS
        while True:
            started_at = place.log.stat().st_size if place.log.exists() else 0
            with open(place.log, "ab") as log:
                self._server = subprocess.Popen(
                    [str(place.programs / "postgres"), "-D", str(place.cluster)],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    start_new_session=True,  # Ctrl-C in the terminal must not reach it
                    **place.run_as,
                )
            while self._server.poll() is None:
                if _is_ready(place):
                    return
                if time.monotonic() > deadline:
                    raise PostgresError(f"PostgreSQL chưa sẵn sàng sau {READY_SECONDS} giây, xem {place.log}")
                time.sleep(0.05)
            said = _log_since(place, started_at)
            # After kill -9 of the server its children need a moment to notice and let go of shared memory.
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise PostgresError(f"Không khởi động được PostgreSQL: {_last_error(said)} (xem {place.log})")
            time.sleep(0.5)


def connection_parameters(place: Place) -> dict[str, str]:
    """psycopg keyword arguments for the application's own role (not a superuser)."""
    return {"host": str(place.socket_directory), "port": "5432", "user": ROLE, "dbname": DATABASE}


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _init_cluster(place: Place) -> None:
    # Aside and then moved into place: an interrupted initdb leaves nothing that looks like a cluster.
    new = place.cluster.with_name("postgres.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    if place.run_as:
        os.chown(new, place.run_as["user"], place.run_as["group"])
    # The built-in C.UTF-8 locale sorts and folds the same on every machine and knows Vietnamese letters.
    _run(
        place,
        "initdb",
        "--auth-local=trust",  # the socket lies in a folder only this account can enter
        "--auth-host=reject",
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "-D",
        str(new),
    )
    with open(new / "postgresql.conf", "a", encoding="utf-8") as conf:
        conf.write("\ninclude_if_exists = 'nhacviec.conf'\n")
    new.rename(place.cluster)


def _require_version(place: Place) -> None:
    version = (place.cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
    if version != MAJOR:
        raise PostgresError(
            f"Dữ liệu ở {place.cluster} thuộc PostgreSQL {version}, bản này chạy PostgreSQL {MAJOR}; "
            "xem docs/run/upgrade.md"
        )


def _write_settings(place: Place, settings: dict[str, str]) -> None:
    """Written anew at each start: the folder may have been moved since."""
    directory = '"' + str(place.socket_directory).replace('"', '""') + '"'
    values = settings | {"unix_socket_directories": directory, "unix_socket_permissions": "0700"}
    lines = [f"{name} = '{_quoted(value)}'" for name, value in values.items()]
    text = "# Written by nhacviec at each start. Your own settings: postgresql.auto.conf (ALTER SYSTEM).\n"
    (place.cluster / "nhacviec.conf").write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def _is_ready(place: Place) -> bool:
    """True if the server accepts connections; waits while a running one is still recovering."""
    deadline, no_answer = time.monotonic() + READY_SECONDS, time.monotonic() + ANSWER_SECONDS
    while server_pid(place) is not None:
        try:
            _connect(place, "postgres").close()
            return True
        except psycopg.OperationalError as error:
            # "starting up", "recovery": it works. Anything else may be the last moment of a killed server.
            busy = "starting up" in str(error) or "recovery" in str(error)
            if time.monotonic() > (deadline if busy else no_answer):
                raise PostgresError(
                    f"PostgreSQL đang chạy nhưng không trả lời: {_one_line(error)}"
                ) from error
            time.sleep(0.05)
    return False


def _stop_server(place: Place) -> None:
    pid = server_pid(place)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)  # "fast": disconnect clients, checkpoint, end
    deadline = time.monotonic() + STOP_SECONDS
    while serves(pid, place) and time.monotonic() < deadline:
        time.sleep(0.02)


def _ensure_database(place: Place) -> None:
    with _connect(place, "postgres") as connection:
        role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
            # CREATEDB: tests make their own databases beside ours.
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(role))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))


def _connect(place: Place, database: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=str(place.socket_directory), port=5432, user=SUPERUSER, dbname=database, autocommit=True
    )


def _run(place: Place, program: str, *arguments: str) -> None:
    command: Sequence[str] = [str(place.programs / program), *arguments]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **place.run_as)
    if done.returncode != 0:
        raise PostgresError(f"{program} không chạy được: {_last_error(done.stderr or done.stdout)}")


def _log_since(place: Place, offset: int) -> str:
    with open(place.log, "rb") as log:
        log.seek(offset)
        return log.read().decode("utf-8", "replace")


def _last_error(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or ["không rõ nguyên nhân"])[-1]


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
