"""When the Office is reminded of what it submitted to those above: its ladder while the province has set
none, and what is true of a submission. Pure.

Our defaults, not law (policy 18). Nobody can order those above: who follows it and the head of his division
are reminded when the opinion should have come, then every two weeks; the leaders hear of it as long as
nothing comes. An opinion without its document is looked after monthly.
"""

from datetime import date
from functools import partial

from nhacviec.rules.reminders import SILENT, Addressee, Cause, Days, Noun, Situation, Step
from nhacviec.rules.upward import UpwardStop

_FOLLOWERS = frozenset({Addressee.HANDLER, Addressee.DIVISION_HEAD})
_LEADERS = frozenset({Addressee.OFFICE_LEADER, Addressee.LEADER_IN_CHARGE})

_step = partial(Step, noun=Noun.UPWARD, to=_FOLLOWERS)

UPWARD_LADDER: tuple[Step, ...] = (
    _step(key="upward-0", cause=Cause.DEADLINE, after=0),
    _step(key="upward-late", cause=Cause.DEADLINE, after=10, days=Days.WORKING, every=10),
    _step(
        key="upward-up",
        cause=Cause.DEADLINE,
        after=5,
        days=Days.WORKING,
        every=20,
        to=_LEADERS,
        may_mute=False,
    ),
    _step(key="upward-decision", cause=Cause.NO_PROGRESS, after=20, days=Days.WORKING, every=20),
)


def upward_situation(*, stop: UpwardStop, since: date, due_on: date | None) -> Situation:
    """Of what has ended nothing reminds any more."""
    if stop is UpwardStop.SENT and due_on is not None:
        return Situation({Cause.DEADLINE: due_on})
    return Situation({Cause.NO_PROGRESS: since}) if stop is UpwardStop.OPINION else SILENT
