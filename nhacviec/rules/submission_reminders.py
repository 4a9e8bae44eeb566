"""When the Office is reminded of what it owes an agency: its own ladder, by the rules of all ladders. Pure.

Our defaults, not law (policies 18 and 21). Who has the file is reminded before and on the day, then every
week; the leaders of the Office and the leader in charge hear of it as long as nothing happens. What nobody
has passed on reminds the Office too, what was handed back reminds the agency.
"""

from datetime import date

from nhacviec.rules.reminders import SILENT, Cause, Days, Situation, Step
from nhacviec.rules.submissions import RUNNING, Stop

SUBMISSION_LADDER: tuple[Step, ...] = (
    Step(key="submission-3", cause=Cause.DEADLINE, after=-3),
    Step(key="submission-0", cause=Cause.DEADLINE, after=0),
    Step(key="submission+1", cause=Cause.DEADLINE, after=1),
    Step(key="submission-late", cause=Cause.DEADLINE, after=5, days=Days.WORKING, every=5),
    Step(key="submission-up", cause=Cause.DEADLINE, after=3, days=Days.WORKING, every=10),
    Step(key="submission-idle", cause=Cause.NOT_ACCEPTED, after=1, days=Days.WORKING, every=2),
    Step(key="submission-back", cause=Cause.NO_PROGRESS, after=5, days=Days.WORKING, every=10),
)
# Steps that go to the leaders; the others to who has the file.
ESCALATES: frozenset[str] = frozenset({"submission-up"})


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
