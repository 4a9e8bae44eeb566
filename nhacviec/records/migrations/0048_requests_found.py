"""Requests to coordinate are found by words, as everything else is: their text in the words of
rules/search_terms, and an index of it, built beside the work."""

from typing import Any

from django.db import migrations

from nhacviec.rules.search_terms import joined_letters, search_text, symbol_words

AT_ONCE = 500
WORDS = """
CREATE INDEX CONCURRENTLY records_coordination_words ON records_coordination
  USING gin (records_search_words(search_text)) WITH (gin_pending_list_limit = 256)
"""


def in_words(apps: Any, schema_editor: Any) -> None:
    requests = apps.get_model("records", "Coordination").objects
    related = ("unit", "asking_unit", "assignment__task__document")
    reached = 0
    while rows := list(requests.select_related(*related).filter(pk__gt=reached).order_by("pk")[:AT_ONCE]):
        for row in rows:
            row.search_text = _words(row)
        requests.bulk_update(rows, ["search_text"])
        reached = rows[-1].pk


def _words(row: Any) -> str:
    """As actions/coordination writes it."""
    document = row.assignment.task.document
    of_task = document.symbol if document else ""
    units = (row.asking_unit, row.unit)
    names = " ".join(f"{one.name} {one.short_name} {one.abbreviation}" for one in units)
    numbers = (*symbol_words(row.symbol), *joined_letters(of_task))
    asked = search_text(row.content, row.symbol, of_task, row.assignment.code, names, more=numbers)
    replied = search_text(row.reply_symbol, more=symbol_words(row.reply_symbol))
    return f"{asked} {replied}".rstrip()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0047_month_ends")]
    operations = [
        migrations.RunPython(in_words, migrations.RunPython.noop),
        migrations.RunSQL(
            ["DROP INDEX CONCURRENTLY IF EXISTS records_coordination_words", WORDS],
            ["DROP INDEX records_coordination_words"],
        ),
    ]
