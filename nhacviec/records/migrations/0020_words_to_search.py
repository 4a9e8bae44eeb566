"""An index of words over tasks and documents.

It has three parts, intersected inside it: the words; the slice of ids the row lies in, so that a search takes
the newest slice first and stops when a page is full, however long the history; and the units with a duty.
Filled in small transactions and built beside the work; when it was interrupted it may simply be run again.
"""

from django.db import connection, migrations, transaction

from nhacviec.rules.document_kinds import kind_of
from nhacviec.rules.periods import period_from_key
from nhacviec.rules.search_terms import joined_letters, search_text, symbol_words
from nhacviec.rules.words_deadlines import period_words

BATCH = 2000
# A small pending list: what was written just now is read through at every search until it is merged.
INDEX = """
CREATE INDEX CONCURRENTLY {table}_words ON {table}
  USING gin (records_search_words(search_text), (ARRAY[id / 16384]), duty_unit_ids)
  WITH (gin_pending_list_limit = 256)
"""
FILL_TASKS = """
UPDATE records_task AS t SET search_text = n.words, duty_unit_ids = records_units_of_task(t.id)
FROM unnest(%s::bigint[], %s::text[]) AS n(id, words) WHERE t.id = n.id
"""
FILL_DOCUMENTS = """
UPDATE records_document AS d SET search_text = n.words, duty_unit_ids = records_units_of_document(d.id)
FROM unnest(%s::bigint[], %s::text[]) AS n(id, words) WHERE d.id = n.id
"""


def fill_words(apps, schema_editor):
    """In small transactions: people may work meanwhile, and what is done stays done."""
    tasks = apps.get_model("records", "Task").objects.select_related("document").order_by("pk")
    _fill(tasks, _words_of_task, FILL_TASKS)
    documents = apps.get_model("records", "Document").objects.select_related("issuer").order_by("pk")
    _fill(documents, _words_of_document, FILL_DOCUMENTS)


def _fill(rows, words_of, sql):
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [[row.pk for row in batch], [words_of(row) for row in batch]])
        last = batch[-1].pk


def _words_of_task(task):
    period = period_words(period_from_key(task.period_key)) if task.period_key else ""
    symbol, abstract = (task.document.symbol, task.document.abstract) if task.document else ("", "")
    fields = (task.content, task.deliverable, period, symbol, abstract, task.spoken_by, task.spoken_at_event)
    return search_text(*fields, task.code, more=joined_letters(symbol))


def _words_of_document(document):
    kind = kind_of(document.kind)
    people = (document.signer_name, document.signer_title)
    fields = (document.symbol, kind.name if kind else "", document.abstract, document.issuer.name, *people)
    return search_text(*fields, f"ngày {document.issued_on:%d/%m/%Y}", more=symbol_words(document.symbol))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0019_units_that_may_find")]
    operations = [
        migrations.RunPython(fill_words, migrations.RunPython.noop),
        migrations.RunSQL(
            [
                "DROP INDEX CONCURRENTLY IF EXISTS records_task_words",
                INDEX.format(table="records_task"),
                "DROP INDEX CONCURRENTLY IF EXISTS records_document_words",
                INDEX.format(table="records_document"),
            ],
            ["DROP INDEX records_task_words", "DROP INDEX records_document_words"],
        ),
    ]
