"""What the people of the small province do in a year: at random, by the real actions."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from nhacviec.actions.calendar import StalePreview
from nhacviec.records.models import StaleAssignment, StaleCoordination, StaleSubmission
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.year.apart_deeds import (
    answer_letter,
    ask,
    close_file,
    complain,
    consult,
    hand_back,
    hand_request_on,
    hear_from_above,
    lay_before,
    look_at_request,
    need_longer,
    open_file_again,
    pass_on,
    reply,
    send_upward,
    submit,
    supplement,
    take_request_back,
    urge,
)
from tests.year.duty_deeds import (
    accept,
    answer,
    ask_for_time,
    cancel,
    change_deadline,
    change_monitor,
    confirm,
    decide_on_time,
    give,
    give_back,
    hand_on,
    note,
    reopen,
    resume,
    send_back,
    settle_returned,
    suspend,
)
from tests.year.office_deeds import (
    change_day,
    change_hours,
    change_ladder,
    change_policy,
    come_back,
    gain_post,
    leave,
    lose_post,
    stand_in,
)
from tests.year.province import NotNow, Province

REFUSED = (MoveNotAllowed, StaleAssignment, StaleCoordination, StaleSubmission, StalePreview, NotNow)

# How often each is tried, one against another.
DEEDS: list[tuple[int, Callable[[Province], None]]] = [
    (24, give), (10, accept), (3, give_back), (8, hand_on), (6, note), (8, answer), (7, confirm),
    (3, send_back), (7, ask_for_time), (6, decide_on_time), (10, change_deadline), (3, suspend), (4, resume),
    (2, cancel), (2, reopen), (5, settle_returned), (3, change_monitor), (3, change_ladder), (5, change_day),
    (2, change_policy), (2, change_hours), (3, leave), (5, come_back), (3, lose_post),
    (6, gain_post), (4, stand_in),
    (9, submit), (9, pass_on), (2, consult), (4, lay_before), (4, hand_back), (4, supplement),
    (3, close_file), (1, open_file_again), (3, send_upward), (3, hear_from_above), (12, ask),
    (4, look_at_request), (4, hand_request_on), (5, reply), (4, need_longer), (1, take_request_back),
    (5, complain), (4, urge), (4, answer_letter),
]  # fmt: skip


def do_something(at: Province) -> str:
    """The name of what was done; "" when it was not to be."""
    deed = at.chance.choices([deed for _, deed in DEEDS], [often for often, _ in DEEDS])[0]
    try:
        deed(at)
    except REFUSED:
        return ""
    return deed.__name__


def local_moment(day: date, hours: float) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LOCAL_ZONE) + timedelta(hours=hours)
