"""When a unit is reminded of the reply it owes: its ladder while the province has set none, and what is true
of a request. Pure.

Our defaults, not law (policies 18 and 22). Whoever receives for the unit, and to
whom it has handed the request, is reminded before and on the day,
then every week; its leader, who asked and who follows the task hear of it as long as nothing happens, then
the leaders of the Office, then the Chair. What nobody has opened reminds too.
"""

from datetime import date

from nhacviec.rules.coordination import AWAITED, CoordinationState
from nhacviec.rules.reminders import SILENT, Addressee, Cause, Days, Noun, Situation, Step

_DESK = frozenset({Addressee.OFFICER, Addressee.FOCAL_OFFICER})
_UP = frozenset({*_DESK, Addressee.AGENCY_LEADER, Addressee.ASKER, Addressee.SPECIALIST})


def _step(
    key: str, cause: Cause, after: int, days: Days = Days.CALENDAR, every: int = 0,
    to: frozenset[Addressee] = _DESK, may_mute: bool = True,
) -> Step:  # fmt: skip
    return Step(
        key=key,
        cause=cause,
        after=after,
        days=days,
        every=every,
        to=to,
        may_mute=may_mute,
        noun=Noun.COORDINATION,
    )


COORDINATION_LADDER: tuple[Step, ...] = (
    _step("coordination-1", Cause.DEADLINE, -1),
    _step("coordination-0", Cause.DEADLINE, 0),
    _step("coordination+1", Cause.DEADLINE, 1),
    _step("coordination-late", Cause.DEADLINE, 5, Days.WORKING, 5),
    _step("coordination-up", Cause.DEADLINE, 3, Days.WORKING, 10, _UP, False),
    _step(
        "coordination-office",
        Cause.DEADLINE,
        10,
        Days.WORKING,
        10,
        frozenset({Addressee.OFFICE_LEADER}),
        False,
    ),
    _step(
        "coordination-chair",
        Cause.DEADLINE,
        20,
        Days.WORKING,
        20,
        frozenset({Addressee.COMMITTEE_LEADER}),
        False,
    ),
    _step("coordination-unseen", Cause.NOT_ACCEPTED, 2, Days.WORKING),
)


def coordination_situation(*, state: CoordinationState, asked_on: date, due_on: date) -> Situation:
    """Of what waits no more nothing reminds."""
    if state not in AWAITED:
        return SILENT
    found = {Cause.DEADLINE: due_on}
    if state is CoordinationState.ASKED:
        found[Cause.NOT_ACCEPTED] = asked_on
    return Situation(found)
