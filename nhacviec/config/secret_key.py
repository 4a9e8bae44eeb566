"""Keys that are made once per installation, readable by its owner only."""

import base64
import secrets
from collections.abc import Callable
from pathlib import Path

# How many private keys the curve P-256 has (FIPS 186-5, SP 800-186): any number from 1 up to one less.
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def secret_key(directory: Path) -> str:
    """The key that signs sessions, from `<data>/secret_key`."""
    return _kept(directory, "secret_key", lambda: secrets.token_urlsafe(50))


def vapid_key(directory: Path) -> str:
    """The private key by which push services know this installation (RFC 8292), from `<data>/vapid_key`:
    32 bytes as base64url. With another one every browser must be registered anew."""
    return _kept(directory, "vapid_key", _private_number)


def _private_number() -> str:
    number = 1 + secrets.randbelow(_P256_ORDER - 1)
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).decode().rstrip("=")


def _kept(directory: Path, name: str, make: Callable[[], str]) -> str:
    """Made at the first start. Two first starts agree."""
    path = directory / name
    directory.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = directory / f"{name}.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(make())
        try:
            path.hardlink_to(fresh)  # fails when another process was first: its key counts
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
