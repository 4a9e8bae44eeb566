"""When what runs. One line each: a job only calls an action. Read by `nhacviec worker`.

Hours are UTC as the worker keeps them: 17:05 is five past midnight in Việt Nam. A missed hour is made up for:
each action looks for what is due, not for what is due today."""

from django.utils import timezone
from procrastinate.contrib.django import app

from nhacviec.actions.calendar_moves import catch_up
from nhacviec.actions.coordination_reminders import remind_coordinations, replan_coordinations
from nhacviec.actions.coordination_silence import consent_silently, count_unanswered
from nhacviec.actions.export_store import sweep
from nhacviec.actions.exports import expire, retake
from nhacviec.actions.files import remove_orphans
from nhacviec.actions.heartbeats import REMINDING, SENDING, beat
from nhacviec.actions.job_queue import forget_old_jobs
from nhacviec.actions.month_ends import write_month_ends
from nhacviec.actions.periods import create_next_periods
from nhacviec.actions.push_devices import TASK as PUSHES
from nhacviec.actions.reminding import remind
from nhacviec.actions.self_check import check
from nhacviec.actions.sent_forms import forget_sent_forms
from nhacviec.actions.silence import accept_silently, confirm_silently
from nhacviec.actions.submission_reminders import remind_submissions, replan_submissions
from nhacviec.actions.tallying import fold
from nhacviec.actions.urging_proposals import propose
from nhacviec.notify.announce import take_steps
from nhacviec.notify.fold import fold as fold_reminders
from nhacviec.notify.post_office import send, send_letters
from nhacviec.notify.self_check import check_told
from nhacviec.rules.notices import Channel
from nhacviec.rules.timeliness import local_date


@app.periodic(cron="5 17 * * *")
@app.task(name="create_next_periods", queueing_lock="create_next_periods")
def make_periods(timestamp: int) -> None:
    create_next_periods(now=timezone.now())


@app.periodic(cron="15 17 * * *")
@app.task(name="act_by_policy", queueing_lock="act_by_policy")
def let_silence_speak(timestamp: int) -> None:
    accept_silently(now=timezone.now())
    confirm_silently(now=timezone.now())
    consent_silently(now=timezone.now())
    count_unanswered(now=timezone.now())


@app.periodic(cron="25 17 * * *")
@app.task(name="plan_coordinations", queueing_lock="plan_coordinations")
def plan_coordinations(timestamp: int) -> None:
    replan_coordinations(now=timezone.now())


@app.periodic(cron="40 17 * * *")
@app.task(name="add_up_months", queueing_lock="add_up_months")
def add_up_months(timestamp: int) -> None:
    write_month_ends(today=local_date(timezone.now()))


@app.periodic(cron="20 17 * * *")
@app.task(name="plan_submissions", queueing_lock="plan_submissions")
def plan_submissions(timestamp: int) -> None:
    replan_submissions(now=timezone.now())


@app.periodic(cron="35 18 * * *")
@app.task(name="remove_orphan_files", queueing_lock="remove_orphan_files")
def sweep_files(timestamp: int) -> None:
    remove_orphans(now=timezone.now())


@app.periodic(cron="50 18 * * *")
@app.task(name="forget_old_jobs", queueing_lock="forget_old_jobs")
def sweep_queue(timestamp: int) -> None:
    forget_old_jobs(now=timezone.now())


@app.periodic(cron="55 18 * * *")
@app.task(name="forget_sent_forms", queueing_lock="forget_sent_forms")
def sweep_sent_forms(timestamp: int) -> None:
    forget_sent_forms(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="fold_tallies", queueing_lock="fold_tallies")
def fold_tallies(timestamp: int) -> None:
    fold(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="retake_exports", queueing_lock="retake_exports")
def retake_exports(timestamp: int) -> None:
    retake(now=timezone.now())


@app.periodic(cron="45 * * * *")
@app.task(name="expire_exports", queueing_lock="expire_exports")
def expire_exports(timestamp: int) -> None:
    expire(now=timezone.now())
    sweep(now=timezone.now())


@app.periodic(cron="10 19 * * *")
@app.task(name="check_numbers", queueing_lock="check_numbers")
def check_numbers(timestamp: int) -> None:
    check(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="plan_reminders", queueing_lock="plan_reminders")
def plan_reminders(timestamp: int) -> None:
    catch_up(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="remind", queueing_lock="remind")
def take_steps_due(timestamp: int) -> None:
    remind(now=timezone.now())
    remind_coordinations(now=timezone.now())
    remind_submissions(now=timezone.now())
    take_steps(now=timezone.now())
    fold_reminders(now=timezone.now())
    beat(REMINDING, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="send_letters", queueing_lock="send_letters")
def send_letters_due(timestamp: int) -> None:
    send_letters()
    beat(SENDING, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="send_to_gateways", queueing_lock="send_to_gateways")
def send_to_gateways_due(timestamp: int) -> None:
    send(Channel.APPRISE)


@app.periodic(cron="* * * * *")
@app.task(name="send_webhooks", queueing_lock="send_webhooks")
def send_webhooks_due(timestamp: int) -> None:
    send(Channel.WEBHOOK)


@app.periodic(cron="* * * * *")
@app.task(name=PUSHES, queueing_lock=PUSHES)
def send_pushes_due(timestamp: int) -> None:
    send(Channel.WEB_PUSH)


@app.periodic(cron="30 22 * * *")  # 05:30; the action sees to it that it is once a week
@app.task(name="propose_urgings", queueing_lock="propose_urgings")
def propose_urgings(timestamp: int) -> None:
    propose(now=timezone.now())


@app.periodic(cron="45 1 * * *")  # a quarter to nine, when the morning's letters have gone
@app.task(name="check_told", queueing_lock="check_told")
def check_what_was_told(timestamp: int) -> None:
    check_told(now=timezone.now())
