"""Submissions and requests to coordinating units: what is driven, and what each is held against."""

from collections.abc import Iterator

from django.urls import reverse

from nhacviec.management.bench import module_floors as floors
from nhacviec.management.bench import office_floors
from nhacviec.management.bench.scene import Scene
from nhacviec.management.bench.workloads import Workload, a_past_day, page


def of_modules(scene: Scene) -> Iterator[Workload]:
    past = a_past_day(scene.today)
    index, unit, day = reverse("submissions.index"), scene.agency, f"DATE '{past}'"
    yield page("submissions_focal", "focal", index, floors.submissions(unit))
    yield page("submissions_specialist", "specialist", index, floors.submissions())
    yield page("submissions_overdue", "leader", f"{index}?so=qua-han", floors.overdue_submissions())
    figures = reverse("submissions.statistics")
    yield page("submission_figures_now", "leader", figures, floors.submission_figures())
    yield page(
        "submission_figures_past", "leader", f"{figures}?tinh-den={past}", floors.submission_figures(day)
    )
    asked = reverse("coordinations.index")
    yield page("requests_focal", "focal", asked, floors.requests(unit))
    waiting, late = f"{asked}?tinh-trang=cho-tra-loi", f"{asked}?tinh-trang=overdue"
    yield page("requests_waiting_focal", "focal", waiting, floors.waiting_requests(unit))
    yield page("requests_late_focal", "focal", late, floors.waiting_requests(unit, is_late=True))
    ranked = reverse("coordinations.numbers")
    yield page("request_figures_now", "leader", ranked, floors.request_figures())
    yield page("request_figures_past", "leader", f"{ranked}?tinh-den={past}", floors.request_figures(day))


def of_the_office(scene: Scene) -> Iterator[Workload]:
    """Tasks from above, the Chair's home, the balance of the Office's own divisions and officers."""
    yield page("superiors", "leader", reverse("superiors.index"), office_floors.from_above())
    yield page("home_chair", "chair", reverse("home"), office_floors.home_of_leader())
    yield page("office_balance", "leader", reverse("statistics.office"), office_floors.balance())
