"""The cells of a list written by the fastest maintained Python writer we know, in a process of its own:
`-m … other_writer QUERY`. It is no part of the product; where it is not installed there is nothing to tell.

Prints its name and the seconds of writing alone as JSON. The database is the one that DATABASE_URL names."""

import importlib
import importlib.metadata
import importlib.util
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

WRITER = "rustpy_xlsxwriter"


def main(query: str) -> None:
    if importlib.util.find_spec(WRITER) is None:
        print(json.dumps({"writer": None, "writer_s": None}))
        return
    name, table = WRITER.replace("_", "-"), list(_rows(query))
    write = importlib.import_module(WRITER).write_worksheet
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "file.xlsx")
        began = time.monotonic()
        write(table, target, freeze_row=1, autofilter=True)
        seconds = time.monotonic() - began
    version = importlib.metadata.version(name)
    print(json.dumps({"writer": f"{name} {version}", "writer_s": round(seconds, 2)}))


def _rows(query: str) -> list[dict[str, Any]]:
    """As the writer wants them: by column; it has no links, so their text."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhacviec.config.settings")
    django.setup()
    from django.utils import timezone

    from nhacviec.exports.asked import Asked
    from nhacviec.exports.cells import Link
    from nhacviec.exports.making import ExportKind, prepare
    from nhacviec.queries.actors import actor_in, posts_today
    from nhacviec.queries.office_day import OfficeDay
    from nhacviec.records.models import Person
    from nhacviec.rules.permissions import Role

    day = OfficeDay(timezone.now())
    person = Person.objects.filter(posts__role=Role.OFFICE_LEADER).order_by("pk")[0]
    actor = actor_in(posts_today(person, day.today)[0])
    asked = Asked(query=query, actor=actor, at=day.moment, policy=day.policy, site="http://localhost")
    (table,) = prepare(ExportKind.TASKS, asked).tables()
    heads = [column.heading for column in table.columns]
    return [
        dict(zip(heads, (v.text if isinstance(v, Link) else v for v in row), strict=True))
        for row in table.rows
    ]


if __name__ == "__main__":
    main(sys.argv[1])
