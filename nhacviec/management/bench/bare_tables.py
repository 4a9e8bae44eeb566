"""Tables without what makes writing a million rows slow: put off before, put back after, as it was."""

from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Later:
    """What is to be put back, in SQL: indexes, foreign keys, and the check that these hold."""

    indexes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)


def lay_bare(db: Connection, tables: tuple[str, ...]) -> Later:
    """No indexes but those of keys, no foreign keys, no triggers of ours. `db` commits by itself."""
    later = Later()
    for table in tables:
        for name, definition in db.execute(_INDEXES, [table]).fetchall():
            later.indexes.append(definition)
            db.execute(f"DROP INDEX {name}")
        db.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for table in tables:
        for name, definition in db.execute(_LINKS, [table]).fetchall():
            later.links.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition} NOT VALID')
            later.checks.append(f'ALTER TABLE {table} VALIDATE CONSTRAINT "{name}"')
            db.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    # Those over texts take longest: begun first.
    later.indexes.sort(key=lambda definition: "USING gin" not in definition)
    return later


def wake_triggers(db: Connection, tables: tuple[str, ...]) -> None:
    for table in tables:
        db.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
