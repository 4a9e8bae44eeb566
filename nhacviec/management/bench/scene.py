"""What of the data the workloads are about; read from the scratch database."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg


@dataclass
class Scene:
    """`agency`: the one with most work. `people`: who signs in, by part: focal, specialist, leader (of the
    Office), chair."""

    db: psycopg.Connection[Any]
    today: date
    agency: int
    specialist: int
    others: list[int]  # three more agencies
    people: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, db: psycopg.Connection[Any], today: date) -> "Scene":
        by_work = "SELECT {0} FROM records_assignment GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {1}"
        agency, *others = [row[0] for row in db.execute(by_work.format("unit_id", 4)).fetchall()]
        specialist = db.execute(by_work.format("specialist_id", 1)).fetchall()[0][0]
        scene = cls(db, today, agency, specialist, others)
        user = (
            "SELECT p.username FROM records_person AS p JOIN records_post AS q ON q.person_id = p.id WHERE "
        )
        scene.people = {
            "focal": scene.one(user + "q.unit_id = %s AND q.role = 'focal_officer'", agency),
            "specialist": scene.one(user + "p.id = %s", specialist),
            "leader": scene.one(user + "q.role = 'office_leader' ORDER BY p.id"),
            "chair": scene.one(user + "q.role = 'committee_leader' ORDER BY p.id"),
        }
        return scene

    def one(self, statement: str, *given: Any) -> Any:
        """The first value that it finds, or None."""
        row = self.db.execute(statement + " LIMIT 1", given).fetchone()
        return row[0] if row else None

    def all(self, statement: str, *given: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self.db.execute(statement, given).fetchall()]
