"""The list of assignments: filter in the address, pages by keyset, columns, saved views, the print."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from nhacviec.queries import list_order
from nhacviec.records.models import Assignment, Event, ListLayout, SavedView
from nhacviec.rules.lifecycle import State
from nhacviec.screens.assignments import listing as listing_module
from tests.cast import Cast
from tests.htmx import get_part, part, post_part, swap
from tests.make import NOW
from tests.queries_count import more_queries, queries_of

LIST = "/nhiem-vu/"
VIEWS = reverse("views.create")


def tree_of(response: Any) -> Any:
    return html.document_fromstring(response.content.decode())


def codes(response: Any) -> list[str]:
    tree = tree_of(response)
    return [str(link).split("/")[2] for link in tree.xpath("//td[contains(@class,'what')]/a/@href")]


def text(response: Any) -> str:
    return str(tree_of(response).text_content())


def link_of(response: Any, rel: str) -> str:
    tree = tree_of(response)
    found = tree.xpath(f"//nav[contains(@class,'pages')]//a[@rel='{rel}']/@href")
    return LIST + str(found[0]) if found else ""


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("trang-thai=xong", "“xong” không phải là giá trị của mục này"),
        ("han-tu=30/02/2018", "“30/02/2018” không phải là ngày"),
        ("don-vi=khong co so nay", "Không tìm thấy đơn vị “khong co so nay”"),
        ("don-vi=999999999", "Không tìm thấy “999999999”"),
        ("chuyen-vien=999999999", "Không tìm thấy “999999999”"),
        ("linh-vuc=1'; DROP TABLE x;--", "không phải là giá trị của mục này"),
        ("q=a%00b", "Có ký tự không dùng được"),
        ("q=" + "x" * 10_000, "Nội dung quá dài"),
        ("nhom=can-xac-nhan", "không thuộc vai trò"),
        ("qua-ngay=nhieu", "không phải là số ngày"),
        ("linh-vuc=1&khong-linh-vuc=2", "Chỉ dùng một trong hai"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_shown(
    query: str, said: str, client: Client, cast: Cast
) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert said in text(response)
    assert duty.code not in codes(response)


def test_markup_in_a_value_stays_text(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    for key in ("q", "don-vi", "trang-thai", "han-tu", "khoa-la<script>"):
        page = client.get(LIST, {key: "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in page and "khoa-la<script>" not in page


def test_what_means_nothing_in_the_address_is_named_but_breaks_nothing(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.focal)
    response = client.get(f"{LIST}?trang-thai=open&zarsrc=411")
    assert codes(response) == [duty.code]
    assert "không rõ nghĩa nên không dùng: zarsrc" in text(response)


def test_another_agencys_id_reveals_nothing(client: Client, cast: Cast) -> None:
    cast.duty(unit=cast.finance, officer=cast.finance_focal)
    client.force_login(cast.focal)
    known = client.get(LIST, {"can-bo": cast.finance_focal.pk})
    unknown = client.get(LIST, {"can-bo": 999_999})
    assert "Đầu mối Sở Tài chính" not in text(known)
    assert text(known).replace(str(cast.finance_focal.pk), "X") == text(unknown).replace("999999", "X")
    assert codes(client.get(LIST, {"don-vi": str(cast.finance.pk), "ca-don-vi-khac": "co"})) == []


def _walk(client: Client, url: str, rel: str = "next") -> list[list[str]]:
    pages: list[list[str]] = []
    while url and len(pages) < 20:
        response = client.get(url)
        pages.append(codes(response))
        url = link_of(response, rel)
    return pages


@pytest.mark.parametrize("sort", ["", "-han", "giao", "-giao", "noi-dung", "-don-vi", "can-bo", "ma"])
def test_pages_show_every_row_once_in_both_directions(sort: str, client: Client, cast: Cast) -> None:
    for number in range(120):
        day = None if number % 7 == 0 else date(2018, 7, 1) + timedelta(days=number % 5)
        cast.duty(due_on=day, officer=cast.officer if number % 3 else None)
    client.force_login(cast.specialist)
    query = f"?trang-thai=tat-ca&sap-xep={sort}" if sort else "?trang-thai=tat-ca"
    forward = _walk(client, LIST + query)
    assert [len(page) for page in forward] == [50, 50, 20]
    assert len({code for page in forward for code in page}) == 120
    last = link_of(client.get(LIST + query), "last")
    assert _walk(client, last, "prev")[::-1] == forward
    assert codes(client.get(f"{LIST}{query}&trang=2")) == forward[1]
    assert codes(client.get(f"{LIST}{query}&trang=99")) == forward[2]


def test_a_cursor_that_was_tampered_with_leads_to_the_first_page(client: Client, cast: Cast) -> None:
    duty = cast.duty()
    client.force_login(cast.specialist)
    for key in ("sau", "truoc"):
        for value in ("x", "W10", "'--", "A" * 3000, "%00"):
            response = client.get(f"{LIST}?{key}={value}&trang=-5")
            assert codes(response) == [duty.code]
            assert "đang xem từ trang đầu" in text(response)


@pytest.fixture
def counts_to_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_order, "COUNTED", 3)
    monkeypatch.setattr(listing_module, "COUNTED", 3)
    monkeypatch.setattr(listing_module, "ROWS", 2)


@pytest.mark.usefixtures("counts_to_three")
def test_a_long_list_is_counted_so_far_and_sorted_by_what_is_indexed(client: Client, cast: Cast) -> None:
    duties = [cast.duty(due_on=date(2018, 8, day)).code for day in range(1, 8)]
    client.force_login(cast.specialist)
    response = client.get(f"{LIST}?trang-thai=tat-ca&sap-xep=-noi-dung")
    assert "hơn 3 đầu việc" in " ".join(text(response).split())
    assert "không sắp xếp theo “Nội dung”" in text(response)
    assert codes(response) == duties[:2]
    last = client.get(link_of(response, "last"))
    assert codes(last) == duties[-2:] and "Trang cuối" in text(last)
    before = client.get(link_of(last, "prev"))
    assert codes(before) == duties[3:5] and "Trang thứ 2 từ cuối" in text(before)
    assert "hãy dùng “Trang sau”" in text(client.get(f"{LIST}?trang=500"))


def test_columns_are_those_that_were_chosen(client: Client, cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer)
    client.force_login(cast.focal)
    url = reverse("assignments.layout")
    sent = {"cot": ["can-bo", "noi-dung", "x", "giao"], "mat-do": "thoang", "ve": f"{LIST}?sao=khong"}
    assert client.post(url, sent)["Location"] == f"{LIST}?sao=khong"
    response = client.get(LIST)
    heads = [" ".join(th.text_content().split()) for th in tree_of(response).xpath("//thead//th")]
    assert heads[:3] == ["Cán bộ thực hiện", "Nội dung", "Ngày giao"]
    assert cast.officer.full_name in text(response)
    assert "tight" not in response.content.decode()
    assert client.post(url, {"mac-dinh": "1", "ve": "https://example.org/"})["Location"] == LIST
    assert ListLayout.objects.get(person=cast.focal).columns == []
    assert codes(client.get(LIST)) == [duty.code]


def test_a_step_in_the_row_keeps_the_chosen_columns(client: Client, cast: Cast) -> None:
    duty = cast.duty(state=State.ASSIGNED, due_on=None)
    client.force_login(cast.focal)
    client.post(reverse("assignments.layout"), {"cot": ["noi-dung", "linh-vuc", "ma", "chuyen-vien"]})
    page = client.get(LIST)
    url = reverse("assignments.accept", args=[duty.code])
    answered = post_part(client, url, {"version": 0, "is_checked": "on", "o": "bang"})
    swapped = swap(page, f"#row-{duty.pk}", answered)
    assert part(swapped, f"#row-{duty.pk}") == part(client.get(LIST), f"#row-{duty.pk}")


def test_the_other_conditions_that_are_fetched_are_those_of_the_unfolded_page(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.specialist)
    url = f"{LIST}?trang-thai=open&chuyen-vien=toi&mo-rong=1"
    page = client.get(f"{LIST}?trang-thai=open&chuyen-vien=toi")
    swapped = swap(page, "#filter-more", get_part(client, url))
    assert part(swapped, "#filter-more") == part(client.get(url), "#filter-more")
    assert 'name="chuyen-vien" value="toi"' in page.content.decode()  # kept while it is folded


def test_a_saved_view_is_a_tab_of_its_owner_and_of_the_role_it_is_shared_with(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.specialist)
    sent = {"name": "Của tôi quá hạn", "query": "chuyen_vien=toi&thoi_han=overdue", "shared_with": ""}
    assert client.post(VIEWS, sent)["Location"] == f"{LIST}?thoi-han=overdue&chuyen-vien=toi"
    assert client.post(VIEWS, sent | {"name": "Chung", "shared_with": "office_specialist"}).status_code == 302
    assert client.post(VIEWS, sent).status_code == 422  # the name is taken
    for who, tabs in {
        "specialist": ["Của tôi quá hạn", "Chung"], "other_specialist": ["Chung"], "focal": [], "head": []
    }.items():  # fmt: skip
        client.force_login(getattr(cast, who))
        assert [view.name for view in client.get(LIST).context["views"]] == tabs, who
    event = Event.objects.get(name="view_shared")
    assert event.actor == cast.specialist and event.after["shared_with"] == "office_specialist"


def test_a_shared_view_is_no_tab_of_those_who_may_not_know_what_it_names(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    sent = {
        "name": "Của Sở Tài chính",
        "query": f"can-bo={cast.finance_focal.pk}",
        "shared_with": "focal_officer",
    }
    assert client.post(VIEWS, sent).status_code == 302
    assert "đều đọc được tên bộ lọc" in text(client.get(VIEWS))
    for who, tabs in {"focal": [], "finance_focal": ["Của Sở Tài chính"]}.items():
        client.force_login(getattr(cast, who))
        assert [view.name for view in client.get(LIST).context["views"]] == tabs, who


def test_me_in_a_shared_view_is_whoever_looks(client: Client, cast: Cast) -> None:
    mine, his = cast.duty(), cast.duty(task=cast.task(specialist=cast.other_specialist))
    for who, duty in (("specialist", mine), ("other_specialist", his)):
        client.force_login(getattr(cast, who))
        assert codes(client.get(f"{LIST}?chuyen-vien=toi")) == [duty.code]


def test_nobody_touches_another_persons_view(client: Client, cast: Cast) -> None:
    view = SavedView.objects.create(
        owner=cast.specialist, name="A", query="q=x", shared_with="office_specialist", created_at=NOW
    )
    client.force_login(cast.other_specialist)
    for name in ("views.edit", "views.delete", "views.move"):
        response = client.post(reverse(name, args=[view.pk]), {"name": "B", "query": "", "len": "1"})
        assert response.status_code == 404, name
    assert client.get(reverse("views.edit", args=[view.pk])).status_code == 404
    assert SavedView.objects.get().name == "A"


def test_agencies_keep_their_views_to_themselves(client: Client, cast: Cast) -> None:
    client.force_login(cast.focal)
    sent = {"name": "A", "query": "q=x", "shared_with": "focal_officer"}
    client.post(VIEWS, sent)
    assert SavedView.objects.get().shared_with == ""
    assert not Event.objects.filter(name="view_shared").exists()


def test_a_view_is_renamed_moved_and_deleted(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    for name in "ABC":
        client.post(VIEWS, {"name": name, "query": f"q={name}", "shared_with": "office_specialist"})
    a, b, c = SavedView.objects.order_by("id")
    client.post(reverse("views.move", args=[c.pk]), {"len": "1"})
    client.post(reverse("views.move", args=[a.pk]), {"len": "1"})
    client.post(reverse("views.edit", args=[b.pk]), {"name": "Z", "query": "q=Z", "shared_with": ""})
    client.post(reverse("views.delete", args=[a.pk]))
    assert [view.name for view in client.get(LIST).context["views"]] == ["C", "Z"]
    assert Event.objects.filter(name="view_unshared").count() == 2
    assert client.get(reverse("views.index")).status_code == 200


@pytest.mark.parametrize("query", ["trang-thai=xong", "q=" + "x" * 9000, "don-vi=999999999", "%00=%ff&&&=="])
def test_a_filter_that_makes_no_sense_is_not_saved(query: str, client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    response = client.post(VIEWS, {"name": "A", "query": query})
    assert response.status_code in (302, 422)
    if response.status_code == 422:
        assert not SavedView.objects.exists()
    assert client.get(VIEWS, {"bo-loc": query}).status_code == 200


def test_a_refused_view_says_what_is_wrong_with_its_filter(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    response = client.post(VIEWS, {"name": "A", "query": "trang-thai=xong&han-tu=30/02/2018"})
    assert response.status_code == 422
    told = text(response)
    assert "Trạng thái: “xong” không phải là giá trị của mục này" in told
    assert "“30/02/2018” không phải là ngày" in told


def test_a_past_day_leads_to_exactly_its_rows_in_the_statistics(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    unit = cast.finance.pk
    for query, url in {
        "tinh-den=2018-06-30&so=qua-han": "/thong-ke/toan-tinh/dau-viec/?tinh-den=2018-06-30&so=qua-han",
        f"don-vi={unit}&ky=2018-H1&so=qua-han&qua-ngay=5&vai-tro=coordinate":
            f"/thong-ke/don-vi/{unit}/dau-viec/?ky=2018-H1&vai=phoi-hop&so=qua-han&qua-ngay=5",
        # what the statistics do not ask for: the numbers of that day
        "tinh-den=2018-06-30&so=qua-han&q=dat": "/thong-ke/toan-tinh/?tinh-den=2018-06-30",
    }.items():  # fmt: skip
        links = tree_of(client.get(f"{LIST}?{query}")).xpath("//div[@class='empty-action']/a/@href")
        assert links[0] == url, query
        assert client.get(url).status_code == 200
    wrong = tree_of(client.get(f"{LIST}?tinh-den=2018-06-30&trang-thai=xong"))
    assert wrong.xpath("//div[@class='empty-action']/a/@href") == [LIST]
    client.force_login(cast.focal)
    links = tree_of(client.get(f"{LIST}?tinh-den=2018-06-30&so=qua-han")).xpath(
        "//div[@class='empty-action']/a/@href"
    )
    own = cast.construction.pk
    assert links[0] == f"/thong-ke/don-vi/{own}/dau-viec/?tinh-den=2018-06-30&so=qua-han"


def test_ones_own_unit_is_named_where_a_person_has_the_duty(client: Client, cast: Cast) -> None:
    cast.duty(officer=cast.officer)
    client.force_login(cast.focal)
    cells = tree_of(client.get(LIST)).xpath("//td[@class='who']")
    assert [cell.text for cell in cells] == ["Sở Xây dựng"]


def test_the_print_says_that_its_filter_is_wrong(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    told = text(client.get(reverse("assignments.print"), {"trang-thai": "xong"}))
    assert "Bộ lọc có chỗ chưa đúng" in told and "“xong” không phải là giá trị" in told
    assert "Tất cả đầu việc" not in told and "0 đầu việc" not in told


@pytest.mark.parametrize("name", ["don-vi", "khong-don-vi", "phong", "linh-vuc", "van-ban", "co-quan-giao"])
def test_the_print_asks_nobody_for_a_row_with_an_impossible_number(
    name: str, client: Client, cast: Cast
) -> None:
    client.force_login(cast.specialist)
    told = text(client.get(reverse("assignments.print"), {name: "9" * 23}))
    assert "Bộ lọc có chỗ chưa đúng" in told


def test_the_print_numbers_its_rows_and_says_what_they_are(client: Client, cast: Cast) -> None:
    duties = [cast.duty(due_on=date(2018, 7, day)) for day in (3, 1, 2)]
    client.force_login(cast.specialist)
    printed = client.get(reverse("assignments.print"), {"thoi-han": "overdue"})
    told = " ".join(text(printed).split())
    assert "Tình trạng thời hạn: Quá hạn" in told and "3 đầu việc" in told
    assert f"Người in: {cast.specialist.full_name}" in told
    rows = tree_of(printed).xpath("//tbody/tr")
    assert [row.xpath("string(td[1])") for row in rows] == ["1", "2", "3"]
    first = duties[1].task.document
    assert first is not None and first.symbol in rows[0].text_content()


def test_ten_more_rows_cost_no_more_with_every_column(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    client.post(
        reverse("assignments.layout"),
        {
            "cot": [
                "noi-dung",
                "linh-vuc",
                "chuyen-vien",
                "lanh-dao-vp",
                "lanh-dao-ubnd",
                "co-quan-giao",
                "can-bo",
            ]
        },
    )
    for url in (f"{LIST}?don-vi={cast.construction.pk}&theo-doi=toi", f"{LIST}?sap-xep=can-bo&mo-rong=1"):
        for _ in range(3):
            cast.duty(officer=cast.officer)
        short = queries_of(client, url)
        for _ in range(10):
            cast.duty(officer=cast.officer)
        assert more_queries(short, queries_of(client, url)) == []


def test_counts_agree_with_the_rows(client: Client, cast: Cast) -> None:
    for state in (State.ASSIGNED, State.ANSWERED, State.COMPLETED):
        cast.duty(state=state)
    client.force_login(cast.specialist)
    for query in ("", "trang-thai=tat-ca", "khong-trang-thai=open", "so=cho-xac-nhan", "so=chua-tra-loi"):
        response = client.get(f"{LIST}?{query}")
        assert response.context["listing"].count.number == len(codes(response)), query
    assert Assignment.objects.count() == 3
