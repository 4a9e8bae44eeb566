"""On the home page: requests that wait for this person to reply, to decide or to answer for."""

from dataclasses import dataclass

from django.urls import reverse

from nhacviec.queries.coordination_access import steps_of
from nhacviec.queries.coordination_desk import WaitingRequest, waiting_for
from nhacviec.rules.coordination import CoordinationStep
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.words_coordination import ON_HOME
from nhacviec.screens.page.request import OfficeRequest

MOST = 10
_S = CoordinationStep
# What the row offers: the first of these that is open to him. A decision is taken on the page, where both
# sides are read and either answer is as near.
_FIRST = (_S.REPLY, _S.GRANT_TIME, _S.DISPUTE_DELAY, _S.UPHOLD_DELAY)


@dataclass(frozen=True)
class Waiting:
    asked: WaitingRequest
    step: CoordinationStep
    is_late: bool

    @property
    def label(self) -> str:
        return ON_HOME[self.step]

    @property
    def url(self) -> str:
        name = "coordinations.reply" if self.step is _S.REPLY else "coordinations.show"
        return reverse(name, args=[self.asked.id])


def waiting_requests(request: OfficeRequest) -> list[Waiting]:
    """The most pressing ones first; nothing while the module is off."""
    if not is_on(Module.COORDINATION, request.office.policy):
        return []
    found = []
    for asked in waiting_for(request.actor, most=MOST):
        steps = steps_of(
            request.actor,
            asked.situation,
            asking=asked.asking,
            unit_id=asked.unit_id,
            officer_id=asked.officer_id,
            today=request.today,
        )
        step = next((one for one in _FIRST if one in steps), None)
        if step is not None:
            found.append(Waiting(asked, step, asked.is_awaited and asked.due_on < request.today))
    return found
