"""Submissions for tests: registered, moved by the right people, on days counted from Monday 2 July 2018."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from nhacviec.actions import submission_ends as ends
from nhacviec.actions import submissions as deeds
from nhacviec.records.models import Submission
from nhacviec.rules.submissions import SubmissionKind
from nhacviec.rules.timeliness import LOCAL_ZONE
from tests.cast import Cast

MONDAY = date(2018, 7, 2)
_numbers = count(1)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LOCAL_ZONE).astimezone(UTC)


def day(number: int) -> date:
    """day(0) is Monday 2 July 2018."""
    return MONDAY + timedelta(days=number)


def submitted(cast: Cast, *, on: date = MONDAY, who: str = "focal", **fields: Any) -> Submission:
    """By Sở Xây dựng, on the day it says, unless told otherwise."""
    values: dict[str, Any] = {
        "unit": cast.construction,
        "symbol": f"{next(_numbers)}/TTr-SXD",
        "dated_on": on,
        "abstract": "Tờ trình phê duyệt chủ trương đầu tư khu dân cư",
        "asked": "Xem xét, phê duyệt chủ trương đầu tư",
        "kind": SubmissionKind.GENERAL,
        "arrived_on": on,
        "now": at(on),
    }
    return deeds.register(actor=cast.acting(who), **(values | fields))


def forwarded(cast: Cast, submission: Submission, *, on: date, officer: str = "specialist") -> Submission:
    deeds.forward(
        actor=cast.acting("clerk"),
        submission=submission,
        division=cast.general,
        officer=getattr(cast, officer) if officer else None,
        note="Thẩm tra, đề xuất",
        now=at(on),
    )
    return submission


def handed_back(cast: Cast, submission: Submission, *, on: date) -> Submission:
    deeds.ask_supplement(
        actor=cast.acting("head"),
        submission=submission,
        missing="Thiếu ý kiến của Sở Tài chính",
        note="Hồ sơ sơ sài",
        now=at(on),
    )
    return submission


def supplemented(cast: Cast, submission: Submission, *, on: date) -> Submission:
    deeds.supplement(actor=cast.acting("focal"), submission=submission, text="Đã bổ sung", now=at(on))
    return submission


def answered(cast: Cast, submission: Submission, *, on: date, **fields: Any) -> Submission:
    values: dict[str, Any] = {"symbol": "99/QĐ-UBND", "dated_on": on, "now": at(on)}
    ends.answer(actor=cast.acting("head"), submission=submission, **(values | fields))
    return submission


def read(submission: Submission) -> Submission:
    return Submission.objects.select_related("unit", "division", "officer", "leader").get(pk=submission.pk)
