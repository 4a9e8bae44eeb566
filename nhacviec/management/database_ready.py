"""Whether this program may work on this database: said before the first page fails, in one line."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from nhacviec.integrations.demo.loading import is_demo

_OURS = "records"


def require_ready_database() -> None:
    """Raise CommandError if tables are older or newer than the program, or hold the demo outside demo mode.

    Leaves no connection behind: the web server forks."""
    loader = MigrationLoader(connection)
    applied = set(loader.applied_migrations)
    missing = len(set(loader.graph.nodes) - applied)
    if missing:
        raise CommandError(
            f"Cơ sở dữ liệu chưa được cập nhật cho phiên bản này (còn {missing} bước). "
            "Hãy chạy trước: nhacviec migrate"
        )
    unknown = sorted(name for app, name in applied - set(loader.disk_migrations) if app == _OURS)
    if unknown:
        raise CommandError(
            f"Cơ sở dữ liệu đã được một phiên bản mới hơn cập nhật ({unknown[-1]}). Hãy chạy phiên bản đó, "
            "hoặc phục hồi bản sao lưu trước khi nâng cấp."
        )
    require_no_demo_data()
    close_connections()


def require_no_demo_data() -> None:
    """Raise CommandError if everybody knows the passwords of this database and it is not called a demo."""
    if not settings.DEMO and is_demo():
        raise CommandError(
            "Cơ sở dữ liệu này chứa dữ liệu dùng thử, mật khẩu ai cũng biết, nên không dùng để chạy thật. "
            "Hãy dùng cơ sở dữ liệu hoặc thư mục dữ liệu trống (DATABASE_URL, NHACVIEC_DATA); muốn dùng thử "
            "thì: nhacviec serve --demo"
        )


def close_connections() -> None:
    """Those of the pool too."""
    for opened in connections.all(initialized_only=True):
        opened.close()
        if isinstance(opened, DatabaseWrapper):
            opened.close_pool()
