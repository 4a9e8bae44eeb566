"""`python -m tests.year --seed 7`: one year, on a database of its own. Prints one JSON object; 1: a fault."""

import argparse
import json
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="default: any; it is printed")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--days", type=float, default=0.7, help="on average from one look to the next")
    parser.add_argument("--kill", type=float, default=0.4, help="how likely a worker is killed at a look")
    parser.add_argument("--crash", type=float, default=0.02, help="the same of the database")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="end the year early after so many"
    )
    parser.add_argument("--keep", action="store_true", help="leave the folder with the log of the workers")
    asked = parser.parse_args()
    seed = asked.seed if asked.seed is not None else int.from_bytes(os.urandom(3))
    print(f"seed {seed}", file=sys.stderr, flush=True)
    folder = Path(tempfile.mkdtemp(prefix="nhacviec-year-"))
    try:
        report = _play(asked, seed, folder)
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 1 if report["faults"] else 0


def _play(asked: argparse.Namespace, seed: int, folder: Path) -> dict[str, object]:
    from tests.year.place import Server

    port = _free_port()
    server = Server(folder)
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "nhacviec.config.settings",
        "NHACVIEC_DATA": str(folder),
        "DATABASE_URL": server.start(),
        "NHACVIEC_SMTP_HOST": "127.0.0.1",
        "NHACVIEC_SMTP_PORT": str(port),
        "NHACVIEC_SMTP_TLS": "0",
        "NHACVIEC_DB_POOL": "6",
    }
    try:
        return _in_django(asked, seed, folder, server, port)
    finally:
        server.stop()


def _in_django(
    asked: argparse.Namespace, seed: int, folder: Path, server: object, port: int
) -> dict[str, object]:
    import django

    django.setup()
    from datetime import timedelta

    from django.core.management import call_command
    from django.db import connections

    from tests.year.place import Server
    from tests.year.run import BEGIN, Plan, play

    assert isinstance(server, Server)
    call_command("migrate", verbosity=0, interactive=False)
    plan = Plan(
        seed=seed,
        until=BEGIN + timedelta(days=round(asked.months * 30.4)),
        days=asked.days,
        kill=asked.kill,
        crash=asked.crash,
        most_seconds=asked.seconds,
    )
    try:
        return play(plan, folder, server, port)
    finally:
        connections.close_all()


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
