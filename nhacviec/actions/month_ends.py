"""Adding up what had ended by the ends of months, so that figures of any day begin there.

Standings of past days are never mended and what ended stays so; only consent by silence may be recorded days
late, hence a month is added up some days after its end. Twice is once."""

from datetime import date, timedelta

from django.db import connection

from nhacviec.records.models import MonthEnd

DAYS_AFTER = 10
_MONTH = "interval '1 month'"
# Months to add up: from the one after the last that was, else after the first that is there.
_MONTHS = f"""
months AS (
  SELECT month::date FROM (SELECT
    coalesce((SELECT max(month) FROM records_monthend WHERE subject = %(subject)s),
      (SELECT date_trunc('month', min({{first}}))::date FROM {{table}})) AS last) AS known
  CROSS JOIN LATERAL generate_series(last + {_MONTH}, %(until)s::date, {_MONTH}) AS month
)
"""
_SUBMISSIONS = f"""
WITH {_MONTHS.format(first="from_day", table="records_submissionstanding")},
steps AS (
  SELECT date_trunc('month', from_day) AS since, date_trunc('month', to_day) AS until,
    CASE grouping(unit_id, division_id, officer_id, leader_id)
      WHEN 7 THEN 'unit' WHEN 11 THEN 'division' WHEN 13 THEN 'officer' ELSE 'leader' END AS cut,
    coalesce(unit_id, division_id, officer_id, leader_id, 0) AS row,
    count(*) FILTER (WHERE stop = 'answered' AND days_late = 0) AS in_time,
    count(*) FILTER (WHERE stop = 'answered' AND days_late > 0) AS late,
    count(*) FILTER (WHERE stop <> 'answered') AS other
  FROM records_submissionstanding
  WHERE direction = 'to_committee' AND stop IN ('answered', 'returned', 'withdrawn', 'merged')
    AND EXISTS (SELECT FROM months)
  GROUP BY 1, 2, GROUPING SETS ((unit_id), (division_id), (officer_id), (leader_id))
)
INSERT INTO records_monthend (subject, cut, month, "row", in_time, late, tacit, other, late_days)
SELECT %(subject)s, cut, month, row, sum(in_time), sum(late), 0, sum(other), 0
FROM months JOIN steps ON since < month AND (until IS NULL OR until >= month)
GROUP BY cut, month, row ON CONFLICT DO NOTHING
"""
_STOPS = f"""
WITH {_MONTHS.format(first="ended_on", table="records_submissionstop")},
steps AS (
  SELECT date_trunc('month', (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')) AS since, stop, working_days,
    count(*) AS many
  FROM records_submissionstop
  WHERE stop IN ('arrived', 'appraisal', 'consultation', 'decision', 'supplement') AND ended_on IS NOT NULL
    AND EXISTS (SELECT FROM months)
  GROUP BY 1, 2, 3
)
INSERT INTO records_monthend (subject, cut, month, "row", in_time, late, tacit, other, late_days)
SELECT %(subject)s, stop, month, working_days, sum(many), 0, 0, 0, 0 FROM months JOIN steps ON since < month
GROUP BY stop, month, working_days ON CONFLICT DO NOTHING
"""
_REQUESTS = f"""
WITH {_MONTHS.format(first="ended_on", table="records_coordination")},
steps AS (
  SELECT date_trunc('month', ended_on) AS since, unit_id,
    count(*) FILTER (WHERE state = 'replied' AND ended_on <= due_on) AS in_time,
    count(*) FILTER (WHERE state = 'replied' AND ended_on > due_on) AS late,
    count(*) FILTER (WHERE state = 'consented') AS tacit,
    count(*) FILTER (WHERE state IN ('withdrawn', 'ended')) AS other,
    coalesce(sum(ended_on - due_on) FILTER (WHERE state = 'replied' AND ended_on > due_on), 0) AS late_days
  FROM records_coordination WHERE ended_on IS NOT NULL AND EXISTS (SELECT FROM months) GROUP BY 1, 2
)
INSERT INTO records_monthend (subject, cut, month, "row", in_time, late, tacit, other, late_days)
SELECT %(subject)s, 'unit', month, unit_id, sum(in_time), sum(late), sum(tacit), sum(other), sum(late_days)
FROM months JOIN steps ON since < month GROUP BY month, unit_id ON CONFLICT DO NOTHING
"""
_EACH = (("submission", _SUBMISSIONS), ("stop", _STOPS), ("request", _REQUESTS))


def forget_requests_since(day: date) -> None:
    """A request is recorded as having ended on a day that may have been added up already."""
    MonthEnd.objects.filter(subject="request", month__gt=day).delete()


def write_month_ends(*, today: date) -> int:
    """Add up the months that are over and were not yet; how many lines."""
    until = (today - timedelta(days=DAYS_AFTER)).replace(day=1)
    written = 0
    with connection.cursor() as cursor:
        for subject, statement in _EACH:
            cursor.execute(statement, {"subject": subject, "until": until})
            written += cursor.rowcount
    return written
