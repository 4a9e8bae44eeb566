"""Where the web server listens: `HOST` and `PORT`."""

from __future__ import annotations

import errno
import os
import socket

from django.core.management.base import CommandError


def web_address() -> tuple[str, int]:
    """(host, port) from the environment, 127.0.0.1:8000 by default; CommandError if PORT is no port."""
    host = os.environ.get("HOST", "").strip() or "127.0.0.1"
    text = os.environ.get("PORT", "").strip() or "8000"
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise CommandError(f"PORT phải là số từ 1 đến 65535, không phải {text!r}")
    return host, int(text)


def require_free(host: str, port: int) -> None:
    """Raise CommandError with one clear line if nobody can listen there now."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror as error:
        raise CommandError(f"HOST={host} không phải địa chỉ của máy này") from error
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        another = port + 1 if port < 65535 else 8000
        return (
            f"Cổng {port} đang có chương trình khác dùng; đặt cổng khác bằng biến PORT, ví dụ PORT={another}"
        )
    if error.errno == errno.EACCES:
        return f"Không được phép mở cổng {port}; đặt cổng từ 1024 trở lên bằng biến PORT"
    return f"Không mở được {host}:{port} ({error.strerror}); xem lại biến HOST và PORT"
