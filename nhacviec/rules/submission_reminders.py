"""When the Office is reminded of what it owes an agency: its ladder while the province has set none, and what
is true of a submission. Pure.

Our defaults, not law (policies 18 and 21). Who has the file and the head of his division are reminded before
and on the day, then every week; as long as nothing happens it goes up inside the Office: to its leaders and
the one before whom it lies, then to the Chair. What nobody has passed on reminds the Office too, what was
handed back reminds the agency.
"""

from datetime import date

from nhacviec.rules.reminders import SILENT, Addressee, Cause, Days, Noun, Situation, Step
from nhacviec.rules.submissions import RUNNING, Stop

_HOLDERS = frozenset({Addressee.HANDLER, Addressee.DIVISION_HEAD})
_UP = frozenset({Addressee.DIVISION_HEAD, Addressee.OFFICE_LEADER, Addressee.LEADER_IN_CHARGE})


def _step(
    key: str, cause: Cause, after: int, days: Days = Days.CALENDAR, every: int = 0,
    to: frozenset[Addressee] = _HOLDERS, may_mute: bool = True,
) -> Step:  # fmt: skip
    return Step(
        key=key,
        cause=cause,
        after=after,
        days=days,
        every=every,
        to=to,
        may_mute=may_mute,
        noun=Noun.SUBMISSION,
    )


SUBMISSION_LADDER: tuple[Step, ...] = (
    _step("submission-3", Cause.DEADLINE, -3),
    _step("submission-0", Cause.DEADLINE, 0),
    _step("submission+1", Cause.DEADLINE, 1),
    _step("submission-late", Cause.DEADLINE, 5, Days.WORKING, 5),
    _step("submission-up", Cause.DEADLINE, 3, Days.WORKING, 10, _UP, False),
    _step(
        "submission-chair",
        Cause.DEADLINE,
        10,
        Days.WORKING,
        20,
        frozenset({Addressee.COMMITTEE_LEADER}),
        False,
    ),
    _step("submission-idle", Cause.NOT_ACCEPTED, 1, Days.WORKING, 2),
    _step("submission-back", Cause.NO_PROGRESS, 5, Days.WORKING, 10, frozenset({Addressee.SUBMITTER})),
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
