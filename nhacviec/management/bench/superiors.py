"""Tasks from above beside the others, and documents that were entered late: one task of five hundred is given
down from one of the Committee's own; one document of a hundred was entered after its day. Made in SQL from
what is there, so that they can also be added to a database that was kept from before.
"""

from nhacviec.management.bench.bare_tables import Connection
from nhacviec.management.bench.derived import renumber

EVERY = 500
_UNIT = """
INSERT INTO records_unit (name, short_name, abbreviation, code, code_qcvn, kind, position, lineage,
  search_text) VALUES ('Thủ tướng Chính phủ', '', '', '', '', 'superior', 1, '{}', 'thu tuong chinh phu')
"""
_FROM_ABOVE = """
CREATE UNLOGGED TABLE bench_above AS
SELECT a.id AS given_id, a.task_id, row_number() OVER (ORDER BY a.id) AS n,
  (SELECT max(id) FROM records_task) AS tasks, (SELECT max(id) FROM records_assignment) AS duties,
  (SELECT id FROM records_unit WHERE kind = 'superior' ORDER BY id LIMIT 1) AS superior,
  (SELECT id FROM records_unit WHERE kind = 'committee' ORDER BY id LIMIT 1) AS committee
FROM records_assignment AS a
WHERE a.id % {every} = 0 AND a.duty = 'lead' AND a.state <> 'draft'
"""
# Columns that are not copied from the task or duty that was given down.
_TASK = {
    "id": "b.tasks + b.n",
    "code": "'NV-' || extract(year FROM r.created_at) || '-9' || lpad(b.n::text, 5, '0')",
    "assigner_id": "b.superior",
    "duty_unit_ids": "ARRAY[b.committee]",
}
_ASSIGNMENT = {
    "id": "b.duties + b.n",
    "code": "'NV-' || extract(year FROM t.created_at) || '-9' || lpad(b.n::text, 5, '0') || '.1'",
    "task_id": "b.tasks + b.n",
    "unit_id": "b.committee",
    "duty": "'committee'",
    "officer_id": "NULL",
}
_STANDING = {
    "assignment_id": "b.duties + b.n",
    "unit_id": "b.committee",
    "duty": "'committee'",
    "officer_id": "NULL",
}
_GIVEN_DOWN = (
    "UPDATE records_task AS t SET parent_id = b.tasks + b.n FROM bench_above AS b WHERE t.id = b.task_id"
)
_ENTERED_LATE = """
UPDATE records_document SET entry_due_on = issued_on + 3, entered_on = issued_on + 5,
  entered_by_id = registered_by_id
WHERE id % 100 = 0 AND entry_state = 'entered' AND issued_on + 5 <= current_date
"""
_TABLES = ("records_task", "records_assignment", "records_standing")


def are_there(db: Connection) -> bool:
    return db.execute("SELECT 1 FROM records_unit WHERE kind = 'superior' LIMIT 1").fetchone() is not None


def add_superiors(db: Connection) -> None:
    """`db` commits by itself."""
    db.execute(_UNIT)
    db.execute("UPDATE records_unit SET lineage = ARRAY[id] WHERE kind = 'superior'")
    db.execute("DROP TABLE IF EXISTS bench_above")
    db.execute(_FROM_ABOVE.format(every=EVERY))
    joined = "JOIN bench_above AS b ON"
    _copy(db, "records_task", _TASK, f"{joined} b.task_id = r.id")
    of_duty = f"{joined} b.given_id = r.id JOIN records_task AS t ON t.id = r.task_id"
    _copy(db, "records_assignment", _ASSIGNMENT, of_duty)
    _copy(db, "records_standing", _STANDING, f"{joined} b.given_id = r.assignment_id", without=("id",))
    db.execute(_GIVEN_DOWN)
    db.execute(_ENTERED_LATE)
    db.execute("DROP TABLE bench_above")
    renumber(db, _TABLES)
    for table in (*_TABLES, "records_document", "records_unit"):
        db.execute(f"VACUUM ANALYZE {table}")


def _copy(
    db: Connection, table: str, other: dict[str, str], joined: str, *, without: tuple[str, ...] = ()
) -> None:
    """The rows of a table once more, some of their columns otherwise."""
    found = db.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = 'public' AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    columns = [name for (name,) in found.fetchall() if name not in without]
    values = ", ".join(other.get(name, f"r.{name}") for name in columns)
    db.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} AS r {joined}")
