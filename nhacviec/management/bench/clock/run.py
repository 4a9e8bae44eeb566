"""The workloads of the clock, one after the other on a province in which everything is still open."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from nhacviec.management.bench.browser import Browser
from nhacviec.management.bench.clock import calendar_change, letters, notices
from nhacviec.management.bench.clock.measured import Line, in_a_process
from nhacviec.management.bench.province import PASSWORD
from nhacviec.management.bench.scene import Scene
from nhacviec.management.bench.scratch import connect
from nhacviec.management.bench.server import running
from nhacviec.records.models import PolicyValue
from nhacviec.rules.timeliness import LOCAL_ZONE, local_date

# Name -> what is aimed at.
WORKLOADS = {
    "plan_first": "",
    "send_10k_letters": "0 mất, 0 trùng",
    "calendar_change": "≤ 30 s / 100.000",
    "rehearse_year": "≤ 60 s / 100.000",
    "plan_nightly": "",
    "plan_all_move": "≤ 30 s / 100.000",
    "notices_under_load": "p99 ≤ 5 s, 0 mất",
}
Say = Callable[[str], None]


def chosen(only: tuple[str, ...]) -> list[str]:
    """ "plan_reminders" means all that plan; part of a name is enough."""
    if not only:
        return list(WORKLOADS)
    wanted = ["plan_" if name == "plan_reminders" else name for name in only]
    return [name for name in WORKLOADS if any(part in name for part in wanted)]


def drive(names: list[str], environment: dict[str, str], say: Say) -> list[Line]:
    lines: list[Line] = []

    def tell(name: str, line: Line) -> None:
        if name not in names:
            return
        if "per_second" not in line and line["seconds"]:
            line["per_second"] = round(line["rows"] / line["seconds"], 1)
        lines.append({"name": name} | line | {"target": WORKLOADS[name]})
        say(f"{name}: {line['rows']} / {line['seconds']} s")

    now = timezone.now()
    night = datetime.combine(local_date(now) + timedelta(days=1), time(0, 5), tzinfo=LOCAL_ZONE)
    tell("plan_first", in_a_process(environment, "plan", now.isoformat()))  # the others stand on it
    if "send_10k_letters" in names:
        tell("send_10k_letters", letters.send(environment))
    if "calendar_change" in names:
        with _office(environment) as (scene, browsers, worker):
            tell("calendar_change", calendar_change.change(scene, browsers, worker))
    if "rehearse_year" in names:
        tell("rehearse_year", in_a_process(environment, "rehearse", "365"))
    if "plan_nightly" in names:
        tell("plan_nightly", in_a_process(environment, "plan", night.isoformat()))
    if "plan_all_move" in names:
        _open_later(night)
        tell("plan_all_move", in_a_process(environment, "plan", night.isoformat()))
    if "notices_under_load" in names:  # last: what is answered is open no longer
        with _office(environment) as (scene, browsers, _worker):
            tell("notices_under_load", notices.answer_and_wait(scene, browsers["focal"]))
    return lines


@contextmanager
def _office(environment: dict[str, str]) -> Iterator[tuple[Scene, dict[str, Browser], Any]]:
    """Web server and worker at work, people signed in."""
    with ExitStack() as stack:
        db = stack.enter_context(closing(connect(autocommit=True)))
        scene = Scene.read(db, local_date(timezone.now()))
        server = stack.enter_context(running("web", environment=environment))
        worker = stack.enter_context(running("worker", environment=environment))
        browsers = {part: Browser(server.port) for part in scene.people}
        for part, username in scene.people.items():
            stack.callback(browsers[part].close)
            browsers[part].sign_in(username, PASSWORD)
        yield scene, browsers, worker


def _open_later(moment: datetime) -> None:
    """Letters go from eight o'clock: the next moment of every duty is another one."""
    PolicyValue.objects.create(
        key="send_hours", value="08:00–17:00", effective_from=local_date(moment), set_at=moment
    )
