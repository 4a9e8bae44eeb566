"""When the Office is reminded of what it owes an agency: its ladder while the province has set none, and what
is true of a submission. Pure.

Our defaults, not law (policies 18 and 21). Who has the file and the head of his division are reminded before
and on the day, then every week; as long as nothing happens it goes up inside the Office: to its leaders and
the one before whom it lies, then to the Chair. What nobody has passed on reminds the Office too, what was
handed back reminds the agency.
"""

from datetime import date
from functools import partial

from nhacviec.rules.reminders import SILENT, Addressee, Cause, Days, Noun, Situation, Step
from nhacviec.rules.submissions import RUNNING, Stop

_HOLDERS = frozenset({Addressee.HANDLER, Addressee.DIVISION_HEAD})
_UP = frozenset({Addressee.DIVISION_HEAD, Addressee.OFFICE_LEADER, Addressee.LEADER_IN_CHARGE})


_step = partial(Step, noun=Noun.SUBMISSION, to=_HOLDERS)

SUBMISSION_LADDER: tuple[Step, ...] = (
    _step(key="submission-3", cause=Cause.DEADLINE, after=-3),
    _step(key="submission-0", cause=Cause.DEADLINE, after=0),
    _step(key="submission+1", cause=Cause.DEADLINE, after=1),
    _step(key="submission-late", cause=Cause.DEADLINE, after=5, days=Days.WORKING, every=5),
    _step(
        key="submission-up",
        cause=Cause.DEADLINE,
        after=3,
        days=Days.WORKING,
        every=10,
        to=_UP,
        may_mute=False,
    ),
    _step(
        key="submission-chair",
        cause=Cause.DEADLINE,
        after=10,
        days=Days.WORKING,
        every=20,
        to=frozenset({Addressee.COMMITTEE_LEADER}),
        may_mute=False,
    ),
    _step(key="submission-idle", cause=Cause.NOT_ACCEPTED, after=1, days=Days.WORKING, every=2),
    _step(
        key="submission-back",
        cause=Cause.NO_PROGRESS,
        after=5,
        days=Days.WORKING,
        every=10,
        to=frozenset({Addressee.SUBMITTER}),
    ),
)


def submission_situation(*, stop: Stop, since: date, due_on: date | None) -> Situation:
    """Of an answered, returned, withdrawn or merged one nothing reminds any more."""
    found: dict[Cause, date] = {}
    if stop in RUNNING and due_on is not None:
        found[Cause.DEADLINE] = due_on
    if stop is Stop.ARRIVED:
        found[Cause.NOT_ACCEPTED] = since
    if stop is Stop.SUPPLEMENT:
        found[Cause.NO_PROGRESS] = since
    return Situation(found) if found else SILENT
