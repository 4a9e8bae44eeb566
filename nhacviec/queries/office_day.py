"""The office's clockwork of one moment: the calendar and the policies in force, each read at most once."""

from datetime import datetime
from functools import cached_property

from nhacviec.queries.calendar import load_calendar
from nhacviec.queries.clock import Moment
from nhacviec.queries.policy import policy_on
from nhacviec.rules.policies import PolicySet
from nhacviec.rules.timeliness import local_date
from nhacviec.rules.working_days import Calendar


class OfficeDay:
    """`now` is an aware moment; `today` the day it is then in Việt Nam."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = local_date(now)

    @cached_property
    def calendar(self) -> Calendar:
        return load_calendar()

    @cached_property
    def policy(self) -> PolicySet:
        return policy_on(self.today)

    @cached_property
    def moment(self) -> Moment:
        return Moment(
            now=self.now,
            calendar=self.calendar,
            due_soon_days=self.policy.due_soon_wd,
            escalate_after=self.policy.escalate_after_urges,
        )
