"""Pages of the comparison with a list of those above: upload, hostile files, side by side, decided on."""

import zipfile
from datetime import date
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from nhacviec.records.models import Assignment, ListDifference, PolicyValue, Reconciliation
from nhacviec.rules.lifecycle import State
from nhacviec.rules.reconcile.differences import Difference, Settled
from nhacviec.rules.reconcile.rows import MOST_ROWS
from tests.cast import Cast
from tests.from_above import from_above, superior
from tests.queries_count import more_queries, queries_of
from tests.reconciling import HEAD, Scene, line, listed
from tests.submitting import at, day

UPLOAD = reverse("reconciling.upload")
TODAY = at(day(11))


@pytest.fixture(autouse=True)
def on_that_day() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


def sent(client: Client, data: bytes, *, name: str = "vpcp.xlsx", **fields: Any) -> Any:
    upload = SimpleUploadedFile(name, data)
    return client.post(UPLOAD, {"file": upload, "sources": [superior().pk], **fields})


def address(run: Reconciliation, tab: str) -> str:
    return f"{reverse('reconciling.show', args=[run.pk])}?loai={tab}"


def test_a_list_is_brought_left_and_returned_to(client: Client, cast: Cast) -> None:
    scene = Scene(cast)
    client.force_login(cast.head)
    answer = sent(client, listed(*scene.rows()))
    run = Reconciliation.objects.get()
    assert answer["Location"] == reverse("reconciling.show", args=[run.pk])
    client.force_login(cast.specialist)  # a colleague goes on with it
    assert reverse("reconciling.index") in client.get(reverse("superiors.index")).content.decode()
    page = client.get(reverse("reconciling.index")).content.decode()
    assert "vpcp.xlsx" in page and "Trưởng phòng Tổng hợp" in page
    for tab, theirs, ours in (
        ("trang-thai", "Đã hoàn thành", "Đang thực hiện"),
        ("thoi-han", "31/08/2018", "20/07/2018"),
        ("noi-dung", "khoáng sản, môi trường", "đất đai, khoáng sản trên"),
        ("chi-co-trong-danh-sach", "77/NQ-CP", "không có"),
        ("chi-co-trong-phan-mem", "không có", "đoàn công tác của Chính phủ"),
        ("dong-loi", "31/02/2018", "không phải là ngày"),
    ):
        page = client.get(address(run, tab)).content.decode()
        assert theirs in page and ours in page, tab


def test_a_double_click_brings_it_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    data, token = listed(line(from_above(cast))), str(uuid4())
    first, second = (sent(client, data, _once=token) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Reconciliation.objects.count() == 1
    refused = str(uuid4())
    assert sent(client, b"x", _once=refused).status_code == 422
    assert sent(client, data, _once=refused).status_code == 302  # a mistake uses nothing up


def test_one_is_followed_and_one_is_kept(client: Client, cast: Cast) -> None:
    scene = Scene(cast)
    run = scene.brought()
    client.force_login(cast.head)
    later = run.differences.get(kind=Difference.DATE)
    assert client.post(address(run, "thoi-han"), {"lam": f"theo-{later.pk}"}).status_code == 302
    assert Assignment.objects.get(pk=scene.later.pk).due_on == date(2018, 8, 31)
    words = run.differences.get(kind=Difference.CONTENT)
    refused = client.post(address(run, "noi-dung"), {"lam": f"giu-{words.pk}"})
    assert refused.status_code == 422 and "Hãy ghi lý do." in refused.content.decode()
    kept = {"lam": f"giu-{words.pk}", "reason": "Theo bản chính"}
    assert client.post(address(run, "noi-dung"), kept).status_code == 302
    page = client.get(address(run, "noi-dung")).content.decode()
    assert "Giữ như phần mềm" in page and "Theo bản chính" in page


def test_many_are_followed_at_once_and_what_is_refused_is_told(client: Client, cast: Cast) -> None:
    duties = [from_above(cast, content=f"Nhiệm vụ số {n} về một việc riêng") for n in range(3)]
    client.force_login(cast.head)
    sent(client, listed(*[line(duty, due=date(2018, 8, 31)) for duty in duties]))
    run = Reconciliation.objects.get()
    rows = list(run.differences.all())
    Assignment.objects.filter(pk=duties[2].pk).update(due_on=date(2018, 7, 25))
    data = {"lam": "theo", "chon": [row.pk for row in rows]}
    page = client.post(address(run, "thoi-han"), data, follow=True).content.decode()
    assert "Đã theo danh sách 2 khác biệt." in page and "Hãy đối chiếu lại danh sách." in page
    days = Assignment.objects.order_by("pk").values_list("due_on", flat=True)
    assert list(days) == [date(2018, 8, 31), date(2018, 8, 31), date(2018, 7, 25)]


def test_what_only_they_have_is_given_to_whom_one_says(client: Client, cast: Cast) -> None:
    run = Scene(cast).brought()
    row = run.differences.get(kind=Difference.ONLY_THERE)
    client.force_login(cast.head)
    data: dict[str, Any] = {"lam": f"theo-{row.pk}", "committee": "", "reason": "Đã kiểm tra"}
    refused = client.post(address(run, "chi-co-trong-danh-sach"), data)
    assert refused.status_code == 422 and "Hãy chọn nơi được giao." in refused.content.decode()
    assert "Đã kiểm tra" in refused.content.decode()
    data |= {"committee": cast.committee.pk, "specialist": cast.specialist.pk}
    assert client.post(address(run, "chi-co-trong-danh-sach"), data).status_code == 302
    row.refresh_from_db()
    assert row.assignment is not None and row.assignment.state == State.ASSIGNED


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"lam": "theo"}, "Hãy chọn ít nhất một khác biệt."),
        ({"lam": "theo-x"}, "Hãy chọn ít nhất một khác biệt."),
        ({"lam": "xoa-1"}, "Hãy bấm"),
        ({}, "Hãy bấm"),
    ],
)
def test_what_was_not_chosen_is_asked_for(
    data: dict[str, str], says: str, client: Client, cast: Cast
) -> None:
    run = Scene(cast).brought()
    client.force_login(cast.head)
    page = client.post(address(run, "thoi-han"), data)
    assert page.status_code == 422 and says in page.content.decode()


def test_a_difference_of_another_run_or_tab_is_left_alone(client: Client, cast: Cast) -> None:
    scene = Scene(cast)
    run, other = scene.brought(), scene.brought()
    foreign = other.differences.get(kind=Difference.DATE)
    client.force_login(cast.head)
    client.post(address(run, "thoi-han"), {"lam": f"theo-{foreign.pk}"})
    client.post(address(other, "noi-dung"), {"lam": f"theo-{foreign.pk}"})
    assert ListDifference.objects.exclude(settled=Settled.OPEN).count() == 0


def test_days_that_can_be_read_both_ways_are_asked_about(client: Client, cast: Cast) -> None:
    duty = from_above(cast, due_on=date(2018, 7, 5))
    data = listed(line(duty, due="05/07/2018"))
    client.force_login(cast.head)
    asked = sent(client, data)
    assert asked.status_code == 422 and "“05/07/2018”" in asked.content.decode()
    assert not Reconciliation.objects.exists()
    sent(client, data, order="day_first")
    assert Reconciliation.objects.get().rows_same == 1
    sent(client, data, order="month_first")
    assert Reconciliation.objects.first().differences.get().kind == Difference.DATE  # type: ignore[union-attr]


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", b"0" * 120_000_000)
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Any, str]] = {
    "text": ("a.xlsx", lambda: b"so,ngay\n1,2", "không phải là Excel"),
    "other name": ("a.exe", lambda: listed(), "không phải là Excel"),
    "empty": ("a.xlsx", lambda: b"", "Tệp rỗng."),
    "broken zip": ("a.xlsx", lambda: listed()[:400], "Excel"),
    "bomb": ("a.xlsx", bomb, "Không đọc được tệp Excel này."),
    "no rows": ("a.xlsx", lambda: listed(), "chưa có dòng nào"),
    "no header": ("a.xlsx", lambda: listed(head=("a", "b")), "Số, ký hiệu văn bản”, “Nội dung nhiệm vụ"),
    "twice": ("a.xlsx", lambda: listed(head=(*HEAD, "Tình trạng thực hiện")), "Có hai cột"),
    "too long": (
        "a.xlsx",
        lambda: listed(*[[n, f"{n}/NQ-CP", "", "Việc"] for n in range(MOST_ROWS + 1)]),
        "hơn 2.000 dòng",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_wrong_file_is_refused_beside_the_field(case: str, client: Client, cast: Cast) -> None:
    name, make, says = HOSTILE[case]
    client.force_login(cast.head)
    page = sent(client, make(), name=name)
    assert page.status_code == 422 and says in page.content.decode()
    assert not Reconciliation.objects.exists()


def test_formulas_are_taken_as_what_they_show_and_leave_as_text(client: Client, cast: Cast) -> None:
    duty = from_above(cast)
    client.force_login(cast.head)
    sent(client, listed(line(duty, content='=HYPERLINK("http://x")')))
    run = Reconciliation.objects.get()
    assert duty.task.document is not None
    answer: Any = client.post(reverse("reconciling.excel", args=[run.pk]))
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert '=HYPERLINK("http://x")' in cells


def test_the_template_is_a_list_that_is_understood(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)
    data = client.get(reverse("reconciling.sample")).content
    assert "chưa có dòng nào" in sent(client, data).content.decode()


def test_a_longer_run_costs_no_more_queries(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    duties = [from_above(cast, content=f"Nhiệm vụ số {n} về một việc riêng") for n in range(8)]
    pages = []
    for some in (duties[:1], duties):
        sent(client, listed(*[line(duty, due=date(2018, 8, 31)) for duty in some]))
        run = Reconciliation.objects.order_by("pk").last()
        assert run is not None
        pages.append(queries_of(client, address(run, "thoi-han")))
    assert more_queries(*pages) == []
    short = queries_of(client, reverse("reconciling.index"))
    sent(client, listed(line(duties[0])))
    assert more_queries(short, queries_of(client, reverse("reconciling.index"))) == []


def test_while_the_module_is_off_there_is_nothing(client: Client, cast: Cast) -> None:
    run = Scene(cast).brought()
    PolicyValue.objects.create(key="module_2", value="no", effective_from=day(0), set_at=TODAY)
    client.force_login(cast.head)
    for page in (reverse("reconciling.index"), UPLOAD, address(run, "thoi-han")):
        assert client.get(page).status_code == 404
