"""Let one account pass through private folders, as `setfacl -m u:NAME:x FOLDER` does.

Root may choose a data folder below a private one (/root, a `mktemp -d`), yet PostgreSQL never runs as root.
An access list lets exactly its account pass (not list, not read); `chmod o+x` would let everybody.
"""

from __future__ import annotations

import os
import pwd
import stat
import struct
import sys
from pathlib import Path

ATTRIBUTE = "system.posix_acl_access"
# The kernel's format: a version, then (tag, permissions, id) per entry; see acl(5), linux/posix_acl_xattr.h.
VERSION = struct.pack("<I", 2)
ENTRY = struct.Struct("<HHI")
OWNER, USER, GROUP, NAMED_GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
NO_ID = 0xFFFFFFFF
PASS = 1

Entry = tuple[int, int, int]


def closed_folders(path: Path, account: pwd.struct_passwd) -> list[Path]:
    """The folders on the way to `path` (itself included) that `account` may not pass."""
    return [folder for folder in [*reversed(path.parents), path] if not _may_pass(folder, account)]


def let_pass(folder: Path, account: pwd.struct_passwd) -> None:
    """Add the account to the folder's access list. OSError where the file system keeps none."""
    if sys.platform != "linux":
        raise OSError("no POSIX access lists here")
    entries = [entry for entry in _entries(folder) if entry[0] != MASK]
    entries = [entry for entry in entries if entry[0] != USER or entry[2] != account.pw_uid]
    entries.append((USER, PASS, account.pw_uid))
    most = 0
    for tag, permissions, _ in entries:
        most |= permissions if tag in (USER, GROUP, NAMED_GROUP) else 0
    entries.append((MASK, most, NO_ID))
    os.setxattr(folder, ATTRIBUTE, VERSION + b"".join(ENTRY.pack(*entry) for entry in sorted(entries)))


def _entries(folder: Path) -> list[Entry]:
    if sys.platform == "linux":
        try:
            raw = os.getxattr(folder, ATTRIBUTE)
        except OSError:
            pass
        else:
            return list(ENTRY.iter_unpack(raw[len(VERSION) :]))
    mode = folder.stat().st_mode
    return [(OWNER, mode >> 6 & 7, NO_ID), (GROUP, mode >> 3 & 7, NO_ID), (OTHER, mode & 7, NO_ID)]


def _may_pass(folder: Path, account: pwd.struct_passwd) -> bool:
    status = folder.stat()
    if status.st_uid == account.pw_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    for tag, permissions, number in _entries(folder):
        if tag == USER and number == account.pw_uid:
            return bool(permissions & PASS)
    if status.st_gid == account.pw_gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)
