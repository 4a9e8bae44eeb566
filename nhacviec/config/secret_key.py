"""The key that signs sessions: made once per installation, readable by its owner only."""

import secrets
from pathlib import Path


def secret_key(directory: Path) -> str:
    """The installation's key from `<data>/secret_key`, made at the first start. Two first starts agree."""
    path = directory / "secret_key"
    directory.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        fresh = directory / f"secret_key.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            path.hardlink_to(fresh)  # fails when another process was first: its key counts
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
