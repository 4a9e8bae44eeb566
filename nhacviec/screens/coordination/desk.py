"""On the home page: requests that wait for this person to reply, to decide or to answer for."""

from dataclasses import dataclass

from nhacviec.queries.coordination_access import steps_open_to
from nhacviec.queries.coordinations import waiting_for
from nhacviec.records.models import Coordination
from nhacviec.rules.coordination import CoordinationStep
from nhacviec.rules.modules import Module, is_on
from nhacviec.screens.page.request import OfficeRequest

MOST = 10
_S = CoordinationStep
# The step that the row offers: the first of these that is open to him.
_FIRST = (_S.REPLY, _S.GRANT_TIME, _S.DISPUTE_DELAY, _S.UPHOLD_DELAY)


@dataclass(frozen=True)
class Waiting:
    asked: Coordination
    step: CoordinationStep
    is_late: bool


def waiting_requests(request: OfficeRequest) -> list[Waiting]:
    """The most pressing ones first; nothing while the module is off."""
    if not is_on(Module.COORDINATION, request.office.policy):
        return []
    found = []
    for asked, situation in waiting_for(request.actor, most=MOST):
        steps = steps_open_to(request.actor, asked, situation, today=request.today)
        step = next((one for one in _FIRST if one in steps), None)
        if step is not None:
            found.append(Waiting(asked, step, asked.is_awaited and asked.due_on < request.today))
    return found
