"""How a submission stands from today on, for numbers of any past day: past days are never rewritten."""

from datetime import date

from nhacviec.records.models import Submission, SubmissionStanding

_COPIED = (
    "direction", "stop", "unit_id", "division_id", "officer_id", "leader_id", "due_on", "closed_on",
    "days_used", "days_late",
)  # fmt: skip


def follow(submission: Submission, *, day: date) -> None:
    """Inside the transaction of the deed. Several deeds of one day leave one line: that of its end."""
    values = {name: getattr(submission, name) for name in _COPIED}
    now_so = SubmissionStanding.objects.filter(submission=submission, to_day=None).first()
    if now_so is not None and now_so.from_day == day:
        SubmissionStanding.objects.filter(pk=now_so.pk).update(**values)
        return
    if now_so is not None:
        SubmissionStanding.objects.filter(pk=now_so.pk).update(to_day=day)
    SubmissionStanding.objects.create(submission=submission, from_day=day, **values)
