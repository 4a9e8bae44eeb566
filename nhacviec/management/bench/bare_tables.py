"""Tables without what makes writing a million rows slow: put off before, put back after, as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]

_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i
WHERE i.indrelid = %s::regclass
  AND NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conindid = i.indexrelid)
ORDER BY 1
"""
_LINKS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY 1
"""


@contextmanager
def bare(db: Connection, tables: tuple[str, ...]) -> Iterator[None]:
    """No indexes but those of keys, no foreign keys, no triggers of ours. `db` commits by itself.

    Everything is put back from its own definition; foreign keys are checked then."""
    back: list[str] = []
    for table in tables:
        for name, definition in db.execute(_INDEXES, [table]).fetchall():
            back.append(definition)
            db.execute(f"DROP INDEX {name}")
    for table in tables:
        for name, definition in db.execute(_LINKS, [table]).fetchall():
            back.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
            db.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        db.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        db.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    for statement in back:
        db.execute(statement)
