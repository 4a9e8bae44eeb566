"""When a unit is reminded of the reply it owes: its ladder while the province has set none, and what is true
of a request. Pure.

Our defaults, not law (policies 18 and 22). Whoever receives for the unit, and to
whom it has handed the request, is reminded before and on the day,
then every week; its leader, who asked and who follows the task hear of it as long as nothing happens, then
the leaders of the Office, then the Chair. What nobody has opened reminds too.
"""

from datetime import date
from functools import partial

from nhacviec.rules.coordination import AWAITED, CoordinationState
from nhacviec.rules.reminders import SILENT, Addressee, Cause, Days, Noun, Situation, Step

_DESK = frozenset({Addressee.OFFICER, Addressee.FOCAL_OFFICER})
_UP = frozenset({*_DESK, Addressee.AGENCY_LEADER, Addressee.ASKER, Addressee.SPECIALIST})


_step = partial(Step, noun=Noun.COORDINATION, to=_DESK)

COORDINATION_LADDER: tuple[Step, ...] = (
    _step(key="coordination-1", cause=Cause.DEADLINE, after=-1),
    _step(key="coordination-0", cause=Cause.DEADLINE, after=0),
    _step(key="coordination+1", cause=Cause.DEADLINE, after=1),
    _step(key="coordination-late", cause=Cause.DEADLINE, after=5, days=Days.WORKING, every=5),
    _step(
        key="coordination-up",
        cause=Cause.DEADLINE,
        after=3,
        days=Days.WORKING,
        every=10,
        to=_UP,
        may_mute=False,
    ),
    _step(
        key="coordination-office",
        cause=Cause.DEADLINE,
        after=10,
        days=Days.WORKING,
        every=10,
        to=frozenset({Addressee.OFFICE_LEADER}),
        may_mute=False,
    ),
    _step(
        key="coordination-chair",
        cause=Cause.DEADLINE,
        after=20,
        days=Days.WORKING,
        every=20,
        to=frozenset({Addressee.COMMITTEE_LEADER}),
        may_mute=False,
    ),
    _step(key="coordination-unseen", cause=Cause.NOT_ACCEPTED, after=2, days=Days.WORKING),
)


def coordination_situation(*, state: CoordinationState, asked_on: date, due_on: date) -> Situation:
    """Of what waits no more nothing reminds."""
    if state not in AWAITED:
        return SILENT
    found = {Cause.DEADLINE: due_on}
    if state is CoordinationState.ASKED:
        found[Cause.NOT_ACCEPTED] = asked_on
    return Situation(found)
