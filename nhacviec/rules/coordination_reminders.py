"""When a unit is reminded of the reply it owes: a ladder of its own, by the rules of all ladders. Pure.

Our defaults, not law (policies 18 and 22). Whoever receives for the unit is reminded before and on the day,
then every week; its leader, who asked and who follows the task hear of it as long as nothing happens. What
nobody has opened reminds too.
"""

from datetime import date

from nhacviec.rules.coordination import AWAITED, CoordinationState
from nhacviec.rules.reminders import SILENT, Cause, Days, Situation, Step

COORDINATION_LADDER: tuple[Step, ...] = (
    Step(key="coordination-1", cause=Cause.DEADLINE, after=-1),
    Step(key="coordination-0", cause=Cause.DEADLINE, after=0),
    Step(key="coordination+1", cause=Cause.DEADLINE, after=1),
    Step(key="coordination-late", cause=Cause.DEADLINE, after=5, days=Days.WORKING, every=5),
    Step(key="coordination-up", cause=Cause.DEADLINE, after=3, days=Days.WORKING, every=10),
    Step(key="coordination-unseen", cause=Cause.NOT_ACCEPTED, after=2, days=Days.WORKING),
)
# Steps that go up; the others to who receives for the unit.
ESCALATES: frozenset[str] = frozenset({"coordination-up"})


def coordination_situation(*, state: CoordinationState, asked_on: date, due_on: date) -> Situation:
    """Of what waits no more nothing reminds."""
    if state not in AWAITED:
        return SILENT
    found = {Cause.DEADLINE: due_on}
    if state is CoordinationState.ASKED:
        found[Cause.NOT_ACCEPTED] = asked_on
    return Situation(found)
