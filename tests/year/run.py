"""The year itself: what happens when, and who is killed meanwhile."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection
from django.db.utils import Error as DatabaseError
from procrastinate.exceptions import ConnectorException

from tests.year.apart_model import ApartModel
from tests.year.book import Book, local, read, rows
from tests.year.clock import Clock
from tests.year.crew import WORKERS, Crew, Stuck
from tests.year.deeds import do_something, local_moment
from tests.year.ledger import Ledger
from tests.year.model import Model
from tests.year.news import News
from tests.year.place import Server
from tests.year.post import ROUGH, USUAL, Post
from tests.year.province import Province

BEGIN = local_moment(datetime(2018, 7, 12).date(), 9)
# What is asked of the workers: one after the other, what stands together at the same time.
EVERY_MINUTE = (("plan_reminders",), ("remind", "send_letters"))
EVERY_NIGHT = (
    ("create_next_periods", "act_by_policy", "plan_reminders", "fold_tallies"),
    ("plan_reminders", "plan_submissions", "plan_coordinations"),
)
IN_HAND = "SELECT count(*) FROM records_delivery WHERE state IN ('waiting', 'failed', 'uncertain', 'sending')"
_DATABASE = (DatabaseError, ConnectorException)
LEAST = 8  # moments
T = TypeVar("T")
Asked = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plan:
    """`kill`, `crash`: how likely in a time of trouble. `days`: on average from one look to the next."""

    seed: int
    until: datetime
    days: float
    kill: float
    crash: float
    most_seconds: float = float("inf")


@dataclass
class Year:
    plan: Plan
    clock: Clock
    server: Server
    crew: Crew
    post: Post
    now: datetime = BEGIN
    done: Counter[str] = field(default_factory=Counter)
    moments: int = 0
    shut: bool = False  # the mail server
    crashed: bool = False  # the database, just now
    model: Model = field(default_factory=Model)
    apart: ApartModel = field(default_factory=ApartModel)
    news: News = field(default_factory=News)
    books: list[Book] = field(default_factory=list)  # how things stood since the last comparison
    before: list[Book] = field(default_factory=list)  # and at it

    def __post_init__(self) -> None:
        self.chance = random.Random(self.plan.seed)
        self.ledger = Ledger(self.post)

    def play(self) -> dict[str, Any]:
        began = time.monotonic()
        self.at(BEGIN)
        self.province = Province.found(self.chance, BEGIN)
        self.crew.start()
        try:
            self._look()
            self._settle(*EVERY_MINUTE)
            while self.now < self.plan.until and self._has_time(began):
                self._episode()
                if len(self.faults) > 20:
                    break
            self._end()
        except Stuck as stuck:
            self.model.faults.append(str(stuck))
        finally:
            self.crew.stop()
        return self._report(time.monotonic() - began)

    def _has_time(self, began: float) -> bool:
        """A machine that is busy with other things plays a few moments all the same."""
        return self.moments < LEAST or time.monotonic() - began < self.plan.most_seconds

    @property
    def faults(self) -> list[str]:
        return [*self.model.faults, *self.apart.faults, *self.news.faults, *self.ledger.faults]

    # --- time
    def at(self, moment: datetime) -> None:
        self.now = moment
        self.clock.set(moment)

    def _episode(self) -> None:
        night = local_moment(local(self.now).date() + timedelta(days=1), 0.1)
        following = self._following()
        if self.chance.random() < 0.5 and night < following:
            self._night(night)
        self._weather()
        self._moment(following)
        for _ in range(self.chance.choice([0, 1, 2, 3, 4])):
            self._deed()
        self._look_after_deeds()
        self._moment(self.now + timedelta(minutes=self.chance.choice([1, 2, 7, 30])))
        if self.chance.random() < 0.1:  # the clock of the machine is put right
            back = self.now - timedelta(minutes=self.chance.randint(1, 100))
            if local(back).date() == local(self.now).date():
                self._moment(back)
                self._deed()
                self._look_after_deeds()

    def _following(self) -> datetime:
        """Mostly the next morning on which something falls due; sometimes just any moment, at night too."""
        drawn = self.chance.random()
        if drawn < 0.6:
            after = self.now + timedelta(days=self.chance.expovariate(1 / self.plan.days))
            known = [*self.model.known, *self.apart.known]
            coming = [moment for _, _, moment in known if moment > after]
            found = min(coming, default=None)
            if found is not None and found < self.now + timedelta(days=30):
                return found + timedelta(minutes=self.chance.choice([0, 0, 1, 20, 300, 590]))
        days = int(self.chance.expovariate(1 / self.plan.days)) if drawn < 0.95 else 0
        then = local_moment(local(self.now).date() + timedelta(days=days), self.chance.uniform(5, 20))
        return then if then > self.now else self.now + timedelta(minutes=self.chance.randint(5, 200))

    def _night(self, moment: datetime) -> None:
        self.at(moment)
        self._trouble(EVERY_NIGHT)
        self._settle(*EVERY_NIGHT)
        self._compare()

    def _moment(self, moment: datetime) -> None:
        self.at(moment)
        self.moments += 1
        self._trouble(EVERY_MINUTE)
        self._settle(*EVERY_MINUTE)
        self._compare()

    # --- what goes wrong
    def _trouble(self, asked: Asked) -> None:
        """The jobs of two minutes at once, and perhaps somebody is killed in the middle of it."""
        names = [name for together in asked for name in together]
        self._insist(lambda: self.crew.ask([*names, *names]))
        early = self.plan.kill > 0 and self.moments in (3, 6)  # in the shortest year too
        if early or self.chance.random() < self.plan.kill:
            time.sleep(self.chance.uniform(0, 0.15))
            self.crew.kill(self.chance.randrange(WORKERS))
        early = self.plan.crash > 0 and self.moments == 4
        if early or self.chance.random() < self.plan.crash:
            time.sleep(self.chance.uniform(0, 0.1))
            self.server.crash(self.chance.choice([signal.SIGQUIT, signal.SIGQUIT, signal.SIGINT]))
            connection.close()
            self.crashed = True

    def _weather(self) -> None:
        drawn = self.chance.random()
        if self.shut and drawn < 0.6:
            self.post.open()
            self.shut = False
        elif not self.shut and drawn < 0.1:
            self.post.shut()
            self.shut = True
        else:
            self.post.chances = ROUGH if drawn < 0.3 else USUAL

    def _deed(self) -> None:
        """People go on working while workers die."""
        self.province.now = self.now
        if self.chance.random() < self.plan.kill / 3:
            self._insist(lambda: self.crew.ask(["plan_reminders", "remind", "send_letters"]))
            self.crew.kill(self.chance.randrange(WORKERS))
        for _ in range(6):
            try:
                name = do_something(self.province)
            except _DATABASE:
                connection.close()
                break
            if name:
                self.done[name] += 1
                break
        self._look()

    # --- looking
    def _look(self) -> None:
        def look() -> None:
            book = read(self.now)
            self.news.observe(book)
            self.model.observe(book)
            self.apart.observe(book)
            self.books.append(book)

        self._insist(look)

    def _settle(self, *asked: tuple[str, ...]) -> None:
        """Every job once more, undisturbed; and everything that happened is told."""
        self.crew.tend()
        self.crew.rest(after_crash=self.crashed)
        self.crashed = False
        for together in asked:
            self._insist(partial(self.crew.have_done, *together))
        self.crew.rest()
        began = time.monotonic()
        while self._insist(lambda: rows("SELECT 1 FROM records_unannounced LIMIT 1")):
            if time.monotonic() - began > 60:
                raise Stuck("events wait to be told")
            time.sleep(0.01)

    def _look_after_deeds(self) -> None:
        if self.books:
            self._settle(("plan_reminders",), ("remind",))
            self._compare()

    def _compare(self) -> None:
        """Workers are through with this moment: is it as it must be?"""
        self._look()

        def look() -> None:
            self.model.check(self.books)
            self.apart.check(self.books)
            self.news.check()
            self.ledger.check([*self.before, *self.books])

        self._insist(look)
        self.before, self.books = self.books[-1:], []

    def _insist(self, asked: Callable[[], T]) -> T:
        for _ in range(40):
            try:
                return asked()
            except _DATABASE:
                connection.close()
                time.sleep(0.1)
        return asked()

    def _end(self) -> None:
        """Nobody is killed any more and the post is in order: whatever waits goes."""
        if self.shut:
            self.post.open()
            self.shut = False
        self.post.chances = {}
        quiet = Plan(self.plan.seed, self.plan.until, 1, kill=0, crash=0)
        self.plan = quiet
        for _ in range(60):
            self._moment(self.now + timedelta(minutes=70))
            if not rows(IN_HAND)[0][0]:
                return
            if local(self.now).hour >= 16:
                self.at(local_moment(local(self.now).date() + timedelta(days=1), 8))

    def _report(self, seconds: float) -> dict[str, Any]:
        closing = self.ledger.close(self.now)
        return {
            "seed": self.plan.seed,
            "until": local(self.now).date().isoformat(),
            "seconds": round(seconds, 1),
            "moments": self.moments,
            "deeds": sum(self.done.values()),
            "by_deed": dict(self.done.most_common()),
            "reminders": self.model.count,
            "late": self.model.late,
            "reminders_apart": self.apart.count,  # of submissions and requests
            "late_apart": self.apart.late,
            "events": self.news.checked,
            "event_notices": self.news.told,
            **closing,
            "moods": {mood.value: count for mood, count in self.post.met.items()},
            "killed": self.crew.killed,
            "ended_by_themselves": self.crew.ended,
            "database_crashes": self.server.crashes,
            "longest_wait": round(self.crew.longest_wait, 1),
            "faults": self.faults,
        }


def play(plan: Plan, folder: Path, server: Server, port: int) -> dict[str, Any]:
    clock = Clock(folder / "clock")
    post = Post(clock.now, random.Random(plan.seed), port, dead={"dau_moi_bh@dongnai.invalid"})
    post.open()
    try:
        return Year(plan, clock, server, Crew(folder / "clock", folder / "workers.log"), post).play()
    finally:
        post.shut()
