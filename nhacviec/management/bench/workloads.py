"""What is driven, and what each is held against."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from nhacviec.management.bench import floors
from nhacviec.management.bench.browser import Request, Sender
from nhacviec.management.bench.floors import Floor
from nhacviec.management.bench.scene import Scene
from nhacviec.queries.keyset import Cursor
from nhacviec.queries.list_order import ORDERS


@dataclass(frozen=True)
class Workload:
    """`once` does it one time and returns the seconds it took; `requests`: how many that are."""

    name: str
    who: str
    once: Callable[[Sender], "Done"]
    floor: Floor
    requests: int = 1
    most: int = 1_000_000  # times it can be done at all


@dataclass(frozen=True)
class Done:
    seconds: float
    size: int  # bytes of the answers


def page(name: str, who: str, path: str, floor: Floor, *, holds: str = "", status: int = 200) -> Workload:
    """A page that is only read, the same one each time."""
    request = Request(path, holds=holds, status=status)

    def once(sender: Sender) -> Done:
        answer = sender.must(request)
        return Done(answer.seconds, len(answer.body))

    return Workload(name, who, once, floor)


def shell(who: str) -> Workload:
    """Our own signed-in empty page: the frame with its counts around one sentence, no query of its own. It
    stands where there is no page."""
    return page("shell", who, "/khong-co-trang-nay/", Floor([]), status=404)


def reading(scene: Scene) -> Iterator[Workload]:
    index, unit, past = reverse("assignments.index"), scene.agency, a_past_day(scene.today)
    overdue = f"{index}?don-vi={unit}&thoi-han=overdue"
    floor = floors.overdue_of_unit(unit)
    yield page("overdue_list_focal", "focal", overdue, floor)
    yield page("overdue_list_specialist", "specialist", overdue, floor)
    yield _page_1000(scene, index)
    yield page("home_specialist", "specialist", reverse("home"), floors.watched(scene.specialist))
    yield page("home_focal", "focal", reverse("home"), floors.home_of_unit(unit))
    every = reverse("statistics.index")
    one, day = f"{every}don-vi/{unit}/", f"DATE '{past}'"
    yield page("agency_now", "leader", one, floors.agency(unit))
    yield page("agency_past", "leader", f"{one}?tinh-den={past}", floors.agency(unit, day))
    yield page("all_agencies_now", "leader", every, floors.all_agencies())
    yield page("all_agencies_past", "leader", f"{every}?tinh-den={past}", floors.all_agencies(day))
    for name, words in (("search_words", "giai phong mat bang"), ("search_rare", "lễ hội cồng chiêng")):
        found = f"{reverse('search.index')}?{urlencode({'q': words})}"
        yield page(name, "specialist", found, floors.search(words, rare=name == "search_rare"))
    code = scene.one("SELECT code FROM records_task WHERE id = 1")
    long_one = reverse("tasks.show", args=[code])
    yield page("task_long_history", "specialist", long_one, floors.history(1), holds=code)


def _page_1000(scene: Scene, index: str) -> Workload:
    """By the address that "Trang sau" of page 999 has; of a small province the page in the middle."""
    total = scene.one("SELECT count(*) FROM records_assignment")
    number = min(1000, max(2, total // 100))
    due_on, row = scene.db.execute(
        "SELECT due_on, id FROM records_assignment ORDER BY due_on, id OFFSET %s LIMIT 1",
        [(number - 1) * 50 - 1],
    ).fetchall()[0]
    after = Cursor((due_on,), row).text(ORDERS["han"])
    path = f"{index}?{urlencode({'trang-thai': 'tat-ca', 'sau': after, 'trang': number})}"
    return page("page_1000", "specialist", path, floors.page_after(due_on, row))


def a_past_day(today: date) -> date:
    """A day of the last year, in the middle of its month."""
    return (today - timedelta(days=200)).replace(day=15)
