"""The ladder of a province that has decided nothing yet. Pure.

7, 3, 1, 0, +1 days, then every 5 working days, and upwards as long as nothing happens: officer, his leader,
the Office's leader, the Chair. Our defaults, not law (policy rules 18 and 19); the steps before a deadline
are those of comparable software.
"""

from nhacviec.rules.reminders import Addressee, Cause, Days, Step

_OFFICERS = frozenset({Addressee.OFFICER, Addressee.FOCAL_OFFICER})
_AGENCY = _OFFICERS | {Addressee.AGENCY_LEADER}
_WATCHED = _AGENCY | {Addressee.SPECIALIST}

DEFAULT_LADDER: tuple[Step, ...] = (
    Step(key="due-7", cause=Cause.DEADLINE, after=-7, to=_OFFICERS),
    Step(key="due-3", cause=Cause.DEADLINE, after=-3, to=_OFFICERS),
    Step(key="due-1", cause=Cause.DEADLINE, after=-1, to=_AGENCY),
    Step(key="due-0", cause=Cause.DEADLINE, after=0, to=_AGENCY, may_mute=False),
    Step(key="due+1", cause=Cause.DEADLINE, after=1, to=_WATCHED, may_mute=False),
    Step(key="late", cause=Cause.DEADLINE, after=5, days=Days.WORKING, every=5, to=_WATCHED, may_mute=False),
    Step(
        key="late-office",
        cause=Cause.DEADLINE,
        after=10,
        days=Days.WORKING,
        every=10,
        to=frozenset({Addressee.OFFICE_LEADER}),
        may_mute=False,
    ),
    Step(
        key="late-chair",
        cause=Cause.DEADLINE,
        after=20,
        days=Days.WORKING,
        every=20,
        to=frozenset({Addressee.COMMITTEE_LEADER}),
        may_mute=False,
    ),
    Step(
        key="accept",
        cause=Cause.NOT_ACCEPTED,
        after=2,
        days=Days.WORKING,
        every=2,
        to=_AGENCY - {Addressee.OFFICER},
    ),
    Step(
        key="confirm",
        cause=Cause.UNCONFIRMED,
        after=3,
        days=Days.WORKING,
        every=3,
        to=frozenset({Addressee.SPECIALIST}),
        may_mute=False,
    ),
    Step(
        key="confirm-leader",
        cause=Cause.UNCONFIRMED,
        after=10,
        days=Days.WORKING,
        every=10,
        to=frozenset({Addressee.OFFICE_LEADER}),
        may_mute=False,
    ),
    Step(
        key="extension",
        cause=Cause.EXTENSION,
        after=2,
        days=Days.WORKING,
        every=2,
        to=frozenset({Addressee.SPECIALIST, Addressee.OFFICE_LEADER}),
    ),
    Step(key="progress", cause=Cause.NO_PROGRESS, after=1, days=Days.MONTHS, every=1, to=_OFFICERS),
    Step(key="undated", cause=Cause.NO_DEADLINE, after=3, days=Days.MONTHS, every=1, to=_WATCHED),
    Step(key="period", cause=Cause.PERIOD, after=-5, to=_OFFICERS),
)
