"""The pages of coordination: asking, the list, one request and its steps, the numbers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from nhacviec.actions import coordination as deeds
from nhacviec.actions import delays
from nhacviec.actions.coordination_silence import consent_silently
from nhacviec.actions.coordination_time import ask_time
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Coordination, Event, PolicyValue, StoredFile
from nhacviec.rules.coordination import ReplyKind
from nhacviec.rules.events import EventName
from nhacviec.rules.lifecycle import Duty
from nhacviec.rules.permissions import Actor, Role
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.exports.reading import body, sheets_of
from tests.htmx import get_part, part, post_part, swap
from tests.make import make_assignment, make_person, make_post, make_unit
from tests.queries_count import more_queries, queries_of

INDEX, NUMBERS = reverse("coordinations.index"), reverse("coordinations.numbers")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def today() -> date:
    return local_date(timezone.now())


def actor(cast: Cast, who: str) -> Actor:
    return actor_in(getattr(cast, who).posts.select_related("unit", "person").get())


def asked(cast: Cast, duty: Assignment | None = None, *, days_ago: int = 0, **fields: object) -> Coordination:
    """So many days ago Sở Xây dựng asked Sở Tài chính, to be answered within a day."""
    now = timezone.now() - timedelta(days=days_ago)
    duty = duty or cast.duty(due_on=today() + timedelta(days=30))
    values = {
        "units": [cast.finance],
        "content": "Cho ý kiến về vốn",
        "due_on": local_date(now) + timedelta(days=1),
    }
    return deeds.ask(actor=actor(cast, "focal"), assignment=duty, now=now, **(values | fields))[0]  # type: ignore[arg-type]


def step_url(step: str, request: Coordination) -> str:
    return reverse(f"coordinations.{step}", args=[request.pk])


def show_url(request: Coordination) -> str:
    return reverse("coordinations.show", args=[request.pk])


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def xpath(page: str, path: str) -> list[Any]:
    found: Any = html.fromstring(page).xpath(path)
    return list(found)


# asking


def test_the_form_proposes_the_coordinators_and_says_how_the_day_is_reckoned(
    client: Client, cast: Cast
) -> None:
    duty = cast.duty()
    make_assignment(duty.task, cast.finance, duty=Duty.COORDINATE)
    client.force_login(cast.focal)
    page = text(client, reverse("coordinations.ask", args=[duty.code]))
    assert "Sở Tài chính" in page and "5 ngày làm việc theo quy chế" in page
    assert "Chỉ đếm ngày làm việc" in page


def test_asked_twice_by_a_double_click_it_is_one_request_for_each_unit(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    sent = {
        "units": "Sở Tài chính; Biên Hòa", "content": "Cho ý kiến", "is_tacit": "on",
        "_once": "7d444840-9dc0-11d1-b245-5ffdce74fad2",
    }  # fmt: skip
    url = reverse("coordinations.ask", args=[duty.code])
    first, second = client.post(url, sent), client.post(url, sent)
    assert first["Location"] == second["Location"] == reverse("assignments.show", args=[duty.code])
    made = Coordination.objects.order_by("unit_id")
    assert [(r.unit, r.is_tacit) for r in made] == [(cast.finance, True), (cast.bien_hoa, True)]


def test_what_is_wrong_is_said_beside_its_field_and_everything_typed_is_kept(
    client: Client, cast: Cast
) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    url = reverse("coordinations.ask", args=[duty.code])
    for sent, said in (
        ({"units": "", "content": "Cho ý kiến"}, "Hãy nhập mục này."),
        ({"units": "Sở Không Có", "content": "x"}, "Không tìm thấy đơn vị"),
        ({"units": "Sở Xây dựng", "content": "x"}, "nội bộ thì không lập yêu cầu phối hợp"),
        ({"units": "Sở Tài chính", "content": ""}, "Hãy nhập mục này."),
        ({"units": "Sở Tài chính", "content": "x", "due_on": "31/02/2018"}, "Ngày không đúng"),
        ({"units": "Sở Tài chính", "content": "x", "due_on": "01/01/2018"}, "từ ngày mai trở đi"),
        ({"units": "Sở Tài chính", "content": "a\u202eb", "due_on": "x" * 300}, "Ngày không đúng"),
    ):
        page = client.post(url, sent)
        assert page.status_code == 422 and said in page.content.decode(), sent
    assert not Coordination.objects.exists()


def test_where_silence_never_is_consent_the_form_does_not_offer_it(client: Client, cast: Cast) -> None:
    PolicyValue.objects.create(
        key="tacit_consent", value="no", effective_from=date(2018, 1, 1), set_at=timezone.now()
    )
    client.force_login(cast.focal)
    assert "coi như đồng ý" not in text(client, reverse("coordinations.ask", args=[cast.duty().code]))


def test_a_file_goes_to_the_unit_that_is_asked(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    sent = {"units": "Sở Tài chính", "content": "x", "files": SimpleUploadedFile("du-thao.pdf", PDF)}
    client.post(reverse("coordinations.ask", args=[duty.code]), sent)
    file = StoredFile.objects.get()
    address = reverse("files.show", args=[file.pk])
    assert file.coordination is not None and address in text(client, show_url(file.coordination))
    for who, status in (("finance_focal", 200), ("bien_hoa_focal", 404)):
        client.force_login(getattr(cast, who))
        assert client.get(address).status_code == status


# one request


def test_a_unit_without_a_duty_sees_the_request_and_what_the_task_demands_and_nothing_else(
    client: Client, cast: Cast
) -> None:
    duty = cast.duty(task=cast.task(content="Rà soát các dự án <b>chậm</b>"), officer=cast.officer)
    request = asked(cast, duty)
    client.force_login(cast.finance_focal)
    page = text(client, show_url(request))
    assert "Cho ý kiến về vốn" in page and "Rà soát các dự án &lt;b&gt;chậm" in page
    assert duty.code not in page and duty.task.code not in page and cast.officer.full_name not in page
    for name, code in (("assignments.show", duty.code), ("tasks.show", duty.task.code)):
        assert client.get(reverse(name, args=[code])).status_code == 404
    assert Coordination.objects.get().state == "seen"


def test_the_clause_of_consent_stands_on_the_request_and_the_consent_is_told_as_such(
    client: Client, cast: Cast
) -> None:
    request = asked(cast, days_ago=5, is_tacit=True)
    client.force_login(cast.finance_focal)
    due = f"{request.due_on:%d/%m/%Y}"
    assert f"Quá ngày {due} mà không trả lời thì coi như đồng ý" in text(client, show_url(request))
    assert consent_silently(now=timezone.now()) == 1
    page = text(client, show_url(request))
    assert "không trả lời trong hạn; từ ngày" in page and "Trả lời:" not in page


def test_a_reply_is_sent_with_its_letter_and_its_file(client: Client, cast: Cast) -> None:
    request = asked(cast)
    client.force_login(cast.finance_focal)
    sent = {
        "reply_kind": "comments", "text": "Bổ sung nguồn vốn", "symbol": "12/STC-NS",
        "dated_on": f"{today():%d/%m/%Y}", "files": SimpleUploadedFile("tra-loi.pdf", PDF),
    }  # fmt: skip
    answer = client.post(step_url("reply", request), sent)
    assert answer["Location"] == show_url(request)
    assert StoredFile.objects.get().of_reply is True
    client.force_login(cast.focal)
    page = text(client, show_url(request))
    for said in ("Đồng ý, có ý kiến", "Bổ sung nguồn vốn", "12/STC-NS", "tra-loi.pdf", "Trả lời đúng hạn"):
        assert said in page
    assert "Trả lời yêu cầu phối hợp" in text(
        client, reverse("assignments.show", args=[request.assignment.code])
    )


def test_a_reply_from_an_old_page_is_refused_with_everything_kept(client: Client, cast: Cast) -> None:
    request = asked(cast)
    client.force_login(cast.finance_focal)
    client.get(show_url(request))
    sent = {"reply_kind": "agree", "text": "Nội dung đã gõ", "version": "0"}
    page = client.post(step_url("reply", request), sent)
    assert page.status_code == 422
    body = page.content.decode()
    assert "vừa được người khác cập nhật" in body and "Nội dung đã gõ" in body and 'value="1"' in body


def test_what_is_over_says_so_instead_of_a_form(client: Client, cast: Cast) -> None:
    request = asked(cast)
    deeds.withdraw(actor=actor(cast, "focal"), request=request, reason="Nhầm", now=timezone.now())
    client.force_login(cast.finance_focal)
    page = client.get(step_url("reply", request))
    assert page.status_code == 200 and "đang ở tình trạng “Đã rút”" in page.content.decode()
    assert client.post(step_url("reply", request), {"reply_kind": "agree"}).status_code == 422


@pytest.mark.parametrize(
    ("step", "sent", "said"),
    [
        ("reply", {"reply_kind": ""}, "Hãy chọn mục này."),
        ("reply", {"reply_kind": "yes"}, "Hãy chọn trong danh sách."),
        ("reply", {"reply_kind": "disagree"}, "Cần ghi nội dung ý kiến."),
        ("reply", {"reply_kind": "agree", "dated_on": "01/01/2099"}, "không được sau ngày hôm nay"),
        ("ask_time", {"asked_due_on": "32/13/2018", "reason": "x"}, "Ngày không đúng"),
        ("ask_time", {"asked_due_on": "01/01/2018", "reason": "x"}, "phải sau hạn trả lời hiện nay"),
        ("ask_time", {"asked_due_on": "01/01/2099", "reason": "x"}, "Hạn trả lời quá xa"),
    ],
)
def test_bad_input_to_a_step_is_said_beside_its_field(
    client: Client, cast: Cast, step: str, sent: dict[str, str], said: str
) -> None:
    request = asked(cast)
    client.force_login(cast.finance_focal)
    page = client.post(step_url(step, request), sent)
    assert page.status_code == 422 and said in page.content.decode()
    assert not Event.objects.filter(name=EventName.COORDINATION_REPLIED).exists()


# the delay and whose days they were


def late_and_counted(cast: Cast) -> Coordination:
    """Nine days overdue, of which six waiting for Sở Tài chính."""
    duty = cast.duty(due_on=today() - timedelta(days=9))
    request = asked(cast, duty, days_ago=7)
    delays.report_delay(actor=actor(cast, "focal"), request=request, now=timezone.now())
    delays.accept_delay(actor=actor(cast, "finance_focal"), request=request, now=timezone.now())
    return request


@pytest.mark.parametrize("who", ["focal", "specialist"])
def test_the_row_and_the_page_say_for_whom_it_waited(client: Client, cast: Cast, who: str) -> None:
    request = late_and_counted(cast)
    client.force_login(getattr(cast, who))
    for url in (reverse("assignments.index"), reverse("assignments.show", args=[request.assignment.code])):
        page = text(client, url)
        assert "quá hạn 9 ngày" in page and "trong đó 6 ngày chờ Sở Tài chính" in page, url


def test_a_coordinator_of_the_task_is_not_told_about_the_others_delay_in_its_list(
    client: Client, cast: Cast
) -> None:
    request = late_and_counted(cast)
    make_assignment(request.assignment.task, cast.bien_hoa, duty=Duty.COORDINATE)
    client.force_login(cast.bien_hoa_focal)
    page = text(client, reverse("assignments.index") + "?ca-don-vi-khac=co")
    assert "quá hạn 9 ngày" in page and "chờ Sở Tài chính" not in page


def test_the_office_reads_both_sides_and_settles(client: Client, cast: Cast) -> None:
    request = asked(cast, days_ago=4)
    delays.report_delay(
        actor=actor(cast, "focal"), request=request, reason="Chậm cả tuần", now=timezone.now()
    )
    client.force_login(cast.finance_focal)
    assert "Phản ánh chậm phối hợp" in text(client, show_url(request))
    sent = {"explanation": "Đã gửi bản giấy"}
    assert client.post(step_url("dispute_delay", request), sent).status_code == 302
    client.force_login(cast.specialist)
    page = text(client, INDEX + "?tinh-trang=cho-quyet-dinh")
    assert "Chờ Văn phòng quyết định" in page and show_url(request) in page
    page = text(client, show_url(request))
    assert "Chậm cả tuần" in page and "Đã gửi bản giấy" in page
    refused = client.post(step_url("dismiss_delay", request), {"decision": ""})
    assert refused.status_code == 422
    assert client.post(step_url("dismiss_delay", request), {"decision": "Có dấu đến"}).status_code == 302
    assert "Văn phòng kết luận không tính chậm" in text(client, show_url(request))


# lists and numbers


def test_the_list_shows_each_side_and_its_counts_lead_to_their_rows(client: Client, cast: Cast) -> None:
    late, open_one = asked(cast, days_ago=4), asked(cast)
    theirs = deeds.ask(
        actor=actor(cast, "bien_hoa_focal"), assignment=cast.duty(unit=cast.bien_hoa), units=[cast.finance],
        content="Việc khác", now=timezone.now(),
    )[0]  # fmt: skip
    client.force_login(cast.focal)
    assert "Chưa có yêu cầu phối hợp nào" in text(client, INDEX)  # nothing is asked of Sở Xây dựng
    page = text(client, INDEX + "?phia=hoi")
    assert show_url(late) in page and show_url(open_one) in page and show_url(theirs) not in page
    page = text(client, INDEX + "?phia=hoi&tinh-trang=overdue")
    assert show_url(late) in page and show_url(open_one) not in page
    client.force_login(cast.clerk)
    page = text(client, INDEX + "?q=viec khac")
    assert show_url(theirs) in page and show_url(late) not in page


def test_a_wrong_address_says_what_is_wrong_and_shows_the_rest(client: Client, cast: Cast) -> None:
    request = asked(cast)
    client.force_login(cast.clerk)
    page = text(
        client, INDEX + "?tinh-trang=xyz&phia=abc&don-vi=99999999999999999999&tinh-den=32/13/2018&ky=2018-99"
    )
    assert "Không có tình trạng này" in page and "Không có mục này" in page and "Không có đơn vị này" in page
    assert show_url(request) in page


def test_numbers_lead_to_exactly_their_rows_on_any_day(client: Client, cast: Cast) -> None:
    replied = asked(cast, days_ago=6)
    deeds.reply(
        actor=actor(cast, "finance_focal"), request=replied, reply_kind=ReplyKind.AGREE,
        now=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    asked(cast, days_ago=4)
    asked(cast, units=[cast.bien_hoa])
    client.force_login(cast.clerk)
    for query in ("", f"?tinh-den={today() - timedelta(days=3)}", "?xep=ten", "?phia=tat-ca"):
        cells = xpath(text(client, NUMBERS + query), "//table//td/a")
        assert cells
        for cell in cells:
            rows = xpath(text(client, cell.get("href")), "//div[@id='list']//tbody/tr")
            assert len(rows) == int(cell.text), (query, cell.get("href"))


def test_a_period_is_chosen_and_one_of_an_old_address_stays_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.clerk)

    def chosen(query: str) -> list[str]:
        return [
            o.get("value")
            for o in xpath(text(client, NUMBERS + query), "//select[@name='ky']/option[@selected]")
        ]

    offered = xpath(text(client, NUMBERS), "//select[@name='ky']/option/@value")
    assert len(offered) == 9 and chosen("") == []
    for key in (offered[1], "2012-Q3", "2012-07", "2012"):
        assert chosen(f"?ky={key}") == [key]
    own = text(client, NUMBERS + "?ky=tuy-chon&tu=2012-07-02&den=03/07/2012")
    assert xpath(own, "//select[@name='ky']/option[@selected]/@value") == ["tuy-chon"]
    assert xpath(own, "//form//input[@name='tu' or @name='den']/@value") == ["2012-07-02", "2012-07-03"]
    wrong = xpath(text(client, NUMBERS + "?ky=2012-13"), "//*[@id='stat-period-wrong']")
    assert chosen("?ky=2012-13") == [] and "2012-13" in wrong[0].text


def test_figures_of_a_past_day_are_those_of_that_day(client: Client, cast: Cast) -> None:
    request = asked(cast, days_ago=6)
    deeds.reply(
        actor=actor(cast, "finance_focal"), request=request, reply_kind=ReplyKind.AGREE, now=timezone.now()
    )
    client.force_login(cast.clerk)
    for days_ago, standing in ((7, None), (6, "waiting"), (3, "overdue"), (0, "late")):
        day = today() - timedelta(days=days_ago)
        for one in ("waiting", "overdue", "late", "in_time"):
            page = text(client, f"{INDEX}?tinh-trang={one}&tinh-den={day}")
            assert (show_url(request) in page) is (one == standing), (days_ago, one)


def test_the_excel_of_the_list_and_of_the_numbers_says_the_same(client: Client, cast: Cast) -> None:
    late_and_counted(cast)
    client.force_login(cast.clerk)
    sent = {"dieu-kien": "tinh-trang=cham"}
    answer = client.post(reverse("exports.ask", args=["phoi-hop"]), sent)
    rows = sheets_of(body(answer))["Phối hợp"]
    assert rows[0][0] == "Đơn vị chủ trì hỏi"
    assert rows[1][:3] == ["Sở Xây dựng", "Sở Tài chính", "Cho ý kiến về vốn"] and rows[1][8] == 6
    answer = client.post(NUMBERS)
    rows = sheets_of(body(answer))["Phối hợp"]
    assert rows[0][2:6] == ["Nhận", "Đúng hạn", "Trễ hạn", "Quá hạn chưa trả lời"]
    assert rows[1][1:6] == ["Sở Tài chính", 1, 0, 0, 1]


# the home page


def test_home_names_what_waits_on_each_side_with_its_next_step(client: Client, cast: Cast) -> None:
    request = asked(cast, days_ago=4)

    def offered(who: str) -> list[str]:
        """What the buttons of the list say; each leads to a page that opens."""
        client.force_login(getattr(cast, who))
        address = f"/phoi-hop/{request.pk}/"
        buttons = xpath(
            text(client, "/"), f"//li//a[contains(@class, 'btn') and contains(@href, '{address}')]"
        )
        assert all(client.get(button.get("href")).status_code == 200 for button in buttons)
        return [str(button.text) for button in buttons]

    assert (offered("finance_focal"), offered("focal"), offered("specialist")) == (["Trả lời"], [], [])
    request.refresh_from_db()  # it was seen
    ask_time(
        actor=actor(cast, "finance_focal"), request=request, asked_due_on=today() + timedelta(days=3),
        reason="x", now=timezone.now(),
    )  # fmt: skip
    assert (offered("focal"), offered("officer")) == (["Xem, quyết định thêm thời gian"], [])
    delays.report_delay(actor=actor(cast, "focal"), request=request, now=timezone.now())
    deeds.reply(
        actor=actor(cast, "finance_focal"), request=request, reply_kind=ReplyKind.AGREE, now=timezone.now()
    )
    assert (offered("finance_focal"), offered("focal")) == (["Nêu ý kiến về phản ánh chậm"], [])
    delays.dispute_delay(
        actor=actor(cast, "finance_focal"), request=request, explanation="x", now=timezone.now()
    )
    assert [offered(who) for who in ("finance_focal", "specialist", "head", "chair")] == [
        [], ["Xem, quyết định"], ["Xem, quyết định"], [],
    ]  # fmt: skip


# htmx, costs, the switch


def test_the_filtered_list_equals_that_of_a_fresh_page(client: Client, cast: Cast) -> None:
    asked(cast, days_ago=4)
    asked(cast)
    client.force_login(cast.clerk)
    for query in ("?tinh-trang=overdue", "?q=khong-co-gi", "?tinh-trang=xyz"):
        swapped = swap(client.get(INDEX), "#list", get_part(client, INDEX + query))
        assert part(swapped, "#list") == part(client.get(INDEX + query), "#list")
    swapped = swap(client.get(NUMBERS), "#numbers", get_part(client, NUMBERS + "?xep=tre"))
    assert part(swapped, "#numbers") == part(client.get(NUMBERS + "?xep=tre"), "#numbers")


def test_a_step_opened_on_the_page_is_the_form_of_its_own_page(client: Client, cast: Cast) -> None:
    request = asked(cast)
    client.force_login(cast.finance_focal)
    url = step_url("reply", request)
    panel = part(
        swap(client.get(show_url(request)), "#step-panel", get_part(client, url), how="innerHTML"),
        "#step-panel",
    )
    alone = text(client, url)
    for field in ("reply_kind", "text", "symbol", "dated_on", "files", "version"):
        assert f'name="{field}"' in panel and f'name="{field}"' in alone
    wrong = post_part(client, url, {"reply_kind": "disagree"})
    assert wrong.status_code == 422 and "Cần ghi nội dung ý kiến." in wrong.content.decode()
    done = post_part(client, url, {"reply_kind": "agree"})
    assert done["HX-Redirect"] == show_url(request)


@pytest.mark.parametrize("who", ["clerk", "focal", "finance_focal"])
def test_more_requests_cost_no_more_queries(client: Client, cast: Cast, who: str) -> None:
    duty = cast.duty(due_on=today() - timedelta(days=9))

    def grow(count: int) -> None:
        for number in range(count):
            unit = make_unit(f"Sở {number} {Coordination.objects.count()}", parent=cast.committee)
            asked(cast, duty, units=[cast.finance, unit], days_ago=7)

    grow(2)
    client.force_login(getattr(cast, who))
    pages = [INDEX + "?phia=tat-ca", NUMBERS + "?phia=tat-ca"]
    if who != "finance_focal":
        pages += [reverse("assignments.show", args=[duty.code]), reverse("assignments.index")]
    short = {page: queries_of(client, page) for page in pages}
    grow(10)
    for page in pages:
        assert more_queries(short[page], queries_of(client, page)) == [], page


def test_switched_off_it_is_nowhere_and_its_data_stay(client: Client, cast: Cast) -> None:
    request = late_and_counted(cast)
    PolicyValue.objects.create(
        key="module_4", value="no", effective_from=date(2018, 1, 1), set_at=timezone.now()
    )
    client.force_login(cast.focal)
    for url in (INDEX, NUMBERS, show_url(request), step_url("withdraw", request)):
        assert client.get(url).status_code == 404, url
    page = text(client, reverse("assignments.show", args=[request.assignment.code]))
    assert "chờ Sở Tài chính" not in page and "Lấy ý kiến phối hợp</a>" not in page and INDEX not in page
    assert consent_silently(now=timezone.now() + timedelta(days=90)) == 0
    assert Coordination.objects.get().state == "asked"


def test_what_nobody_reported_is_not_answered_for(client: Client, cast: Cast) -> None:
    request = asked(cast, days_ago=5)
    client.force_login(cast.finance_focal)
    page = client.post(step_url("dispute_delay", request), {"explanation": "Không chậm"})
    assert page.status_code == 422
    assert "Chưa ai phản ánh chậm phối hợp" in page.content.decode() and "None" not in page.content.decode()


def test_while_the_module_is_off_its_files_are_not_there_and_none_is_made(client: Client, cast: Cast) -> None:
    asked(cast, files=[SimpleUploadedFile("to-trinh.pdf", PDF)])
    url = reverse("files.show", args=[StoredFile.objects.get().pk])
    excel = reverse("exports.ask", args=["phoi-hop"])
    client.force_login(cast.finance_focal)
    assert client.get(url).status_code == client.post(excel).status_code == 200
    PolicyValue.objects.create(key="module_4", value="no", effective_from=today(), set_at=timezone.now())
    assert client.get(url).status_code == 404
    assert client.post(excel).status_code == 302


def test_a_request_is_handed_on_by_the_form_and_its_name_stays_inside(cast: Cast, client: Client) -> None:
    request = asked(cast)
    officer = make_person("cv_stc", full_name="Nguyễn Văn Phân Công")
    make_post(officer, cast.finance, Role.AGENCY_OFFICER)
    page = f"/phoi-hop/{request.pk}/"
    client.force_login(cast.finance_focal)
    form = client.get(f"{page}phan-cong/").content.decode()
    assert "Nguyễn Văn Phân Công" in form
    version = Coordination.objects.get(pk=request.pk).version
    wrong = client.post(f"{page}phan-cong/", {"officer": cast.officer.pk, "version": version})
    assert wrong.status_code == 422
    done = client.post(f"{page}phan-cong/", {"officer": officer.pk, "version": version}, follow=True)
    assert "Đã phân công cán bộ trả lời" in done.content.decode()
    assert "Nguyễn Văn Phân Công" in client.get(page).content.decode()
    client.force_login(officer)
    assert request.content in client.get("/").content.decode()
    assert client.get(f"{page}tra-loi/").status_code == 200
    assert client.get(f"{page}phan-cong/").status_code == 403
    client.force_login(cast.focal)
    assert "Nguyễn Văn Phân Công" not in client.get(page).content.decode()
