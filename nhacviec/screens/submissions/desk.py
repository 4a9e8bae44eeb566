"""What of the submissions stands on the home page of a person."""

from nhacviec.queries.submission_desk import on_desk
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.permissions import Right
from nhacviec.screens.page.htmx import is_htmx
from nhacviec.screens.page.request import OfficeRequest
from nhacviec.screens.submissions.rows import DeskLine, desk_lines

MOST = 10


def waiting_submissions(request: OfficeRequest) -> list[DeskLine]:
    """Nothing while the module is off, or where only the counts of the page are asked for."""
    if is_htmx(request) or not is_on(Module.SUBMISSIONS, request.office.policy):
        return []
    if not request.actor.has(Right.READ_SUBMISSIONS):
        return []
    return desk_lines(on_desk(request.actor, most=MOST), office=request.office)
