"""A task that the Government gave to the Committee, for tests of module 2."""

from datetime import date

from nhacviec.records.models import Assignment, Unit
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.units import UnitKind
from tests.cast import Cast
from tests.make import make_assignment, make_document, make_task, make_unit


def superior(name: str = "Chính phủ", parent: Unit | None = None) -> Unit:
    found = Unit.objects.filter(name=name).first()
    return found or make_unit(name, kind=UnitKind.SUPERIOR, parent=parent)


def from_above(
    cast: Cast,
    *,
    source: Unit | None = None,
    unit: Unit | None = None,
    due_on: date | None = date(2018, 7, 20),
    state: State = State.IN_PROGRESS,
    **fields: object,
) -> Assignment:
    """The duty of the Committee; followed by the specialist, the Chief of Office and the Chair."""
    issuer = source or superior()
    task = make_task(
        assigner=issuer,
        by=cast.clerk,
        document=make_document(issuer=issuer, by=cast.clerk, kind="NQ"),
        **{
            "content": "Báo cáo Thủ tướng Chính phủ kết quả giải ngân vốn đầu tư công",
            "specialist": cast.specialist,
            "office_leader": cast.office_leader,
            "committee_leader": cast.chair,
            "due_on": due_on,
            **fields,
        },
    )
    duty = make_assignment(task, unit or cast.committee, duty=Duty.COMMITTEE, state=state, due_on=due_on)
    return Assignment.objects.select_related("task__document", "task__assigner", "unit").get(pk=duty.pk)
