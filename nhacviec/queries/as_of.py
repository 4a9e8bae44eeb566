"""Of what, and of which day, a number speaks."""

from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property
from typing import Any, cast

from nhacviec.queries.clock import Moment
from nhacviec.queries.kept_statements import Given
from nhacviec.rules.statistics import Reading
from nhacviec.rules.timeliness import due_soon_until, local_moment

PROVINCE = "province"
# How a scope is found on a standing: its column, or None for the whole province.
SCOPE_COLUMNS: dict[str, str | None] = {
    PROVINCE: None,
    "unit": "unit_id",  # with everything below it
    "division": "division_id",
    "officer": "officer_id",
    "specialist": "specialist_id",
    "office_leader": "office_leader_id",
    "committee_leader": "committee_leader_id",
    "field": "field_id",
    "document": "document_id",
    "office_division": "specialist_id",  # of those whose place it is: what they follow
}


@dataclass(frozen=True)
class Scope:
    """Whose duties are counted. `ids`: the rows meant by `id`; a unit means its whole subtree too, as
    the tree stood on the day that is asked about, unless `own_only`.

    `within`: only duties of these units (an officer's, read by his present agency); () means of any."""

    kind: str = PROVINCE
    id: int | None = None
    ids: tuple[int, ...] = ()
    within: tuple[int, ...] = ()
    own_only: bool = False

    @property
    def column(self) -> str | None:
        return SCOPE_COLUMNS[self.kind]


@dataclass(frozen=True)
class AsOf:
    """The day a number speaks of: its end, or for today this moment."""

    day: date
    moment: Moment
    reading: Reading = Reading.RECORDED

    @classmethod
    def now(cls, moment: Moment, reading: Reading = Reading.RECORDED) -> "AsOf":
        return cls(moment.today, moment, reading)

    def read(self, reading: Reading) -> "AsOf":
        return replace(self, reading=reading)

    @property
    def is_today(self) -> bool:
        return self.day == self.moment.today

    @property
    def past_day(self) -> date | None:
        """The day whose organisation tree counts; None for today's."""
        return None if self.is_today else self.day

    @cached_property
    def soon(self) -> date:
        """The last due date that counts as due soon on that day."""
        return due_soon_until(self.day, self.moment.due_soon_days, self.moment.calendar)

    @property
    def hour(self) -> time:
        """Deadlines of that day with an hour before this one have passed."""
        return local_moment(self.moment.now).time() if self.is_today else time.max

    @property
    def begins(self) -> str:
        """The column of a standing from which it is so, in this reading."""
        return f"{self.reading.value}_from"

    @property
    def ends(self) -> str:
        return f"{self.reading.value}_to"

    def params(self) -> dict[str, Any]:
        return {"day": self.day, "soon": self.soon, "hour": self.hour}


class NamedAsOf(AsOf):
    """With names in place of its days and hours: what a statement that is kept is built with."""

    soon: Any = Given("soon")
    hour: Any = Given("hour")

    def __init__(self, reading: Reading) -> None:
        named, nothing = cast(Any, Given("day")), cast(Any, None)
        super().__init__(named, nothing, reading)

    def read(self, reading: Reading) -> AsOf:
        return NamedAsOf(reading)
