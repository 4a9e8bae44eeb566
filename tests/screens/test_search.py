"""The page of results, its suggestions and counts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from nhacviec.queries import search
from nhacviec.records.models import Person, PolicyValue
from nhacviec.rules.lifecycle import State
from nhacviec.rules.modules import Module
from nhacviec.rules.permissions import Role
from nhacviec.rules.search_terms import search_for
from tests.cast import Cast
from tests.coordination import asked
from tests.htmx import get_part
from tests.make import NOW, make_person, make_post
from tests.queries_count import more_queries, queries_of
from tests.submitting import submitted
from tests.upward import sent_upward

PAGE, COUNTS, OPTIONS = "/tim-kiem/", "/tim-kiem/so-luong/", "/tim-kiem/goi-y/"
BAD = [
    "", " ", "a", "%", "_%_", "' & | ! : * ()", "\\", "'; DROP TABLE records_task; --", "\0", "x\0y",
    "<script>alert(1)</script>", "báo cáo " * 1250, "x" * 10_000, "=1+1", '"', '""', '"a', "é\u0301\u202e",
    "🙂", "١٢٣", "m²", "½", "1130" * 60,
]  # fmt: skip


def text_of(client: Client, q: str, **more: str) -> str:
    answer = client.get(PAGE, {"q": q, **more})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("q", BAD)
def test_whatever_is_typed_is_answered(q: str, cast: Cast, client: Client) -> None:
    cast.duty()
    client.force_login(cast.clerk)
    for address in (PAGE, OPTIONS, "/van-ban/"):
        assert client.get(address, {"q": q}).status_code == 200
    assert client.get(COUNTS, {"q": q, "nhom": ["van-ban", "nhiem-vu"]}).status_code == 200
    assert "<script>alert" not in text_of(client, q)


@pytest.mark.parametrize("place", ["", "x", "1", "-1", "9-9", "0-999999999999999999", "0-0", "1-1 OR 1=1"])
def test_a_forged_place_to_go_on_from_is_answered(place: str, cast: Cast, client: Client) -> None:
    cast.duty()
    client.force_login(cast.clerk)
    for group in ("", "van-ban", "nhiem-vu", "khac"):
        text_of(client, "báo cáo", nhom=group, sau=place)


@pytest.mark.parametrize(
    ("q", "hint"),
    [
        ("a", "Một chữ cái thì quá ít"),
        ("???", "Chưa có chữ hoặc số nào để tìm"),
        ("x" * 400, "Nội dung tìm quá dài"),
        ("", "Tìm văn bản, nhiệm vụ, đơn vị"),
        ("khongcotunay", "Không tìm thấy gì"),
    ],
)
def test_when_nothing_is_shown_it_says_why(q: str, hint: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    assert hint in text_of(client, q)


def test_groups_stand_in_one_page_with_the_words_marked(cast: Cast, client: Client) -> None:
    document = cast.document(symbol="1130/KH-VP", abstract="Rà soát <b>tài chính</b> công")
    duty = cast.duty(task=cast.task(document=document, content="Báo cáo tài chính & ngân sách"))
    client.force_login(cast.clerk)
    page = text_of(client, "tai chinh")
    assert f"{reverse('assignments.index')}?don-vi={cast.finance.pk}" in page
    assert "Rà soát &lt;b&gt;<mark>tài chính</mark>&lt;/b&gt; công" in page
    assert "Báo cáo <mark>tài chính</mark> &amp; ngân sách" in page
    assert duty.task.code in page


def test_half_a_number_is_marked_in_the_number(cast: Cast, client: Client) -> None:
    cast.document(symbol="1130/KH-VP")
    client.force_login(cast.clerk)
    assert "<mark>1130/KH-VP</mark>" in text_of(client, "30/kh-vp")


def test_a_code_typed_in_full_stands_first(cast: Cast, client: Client) -> None:
    duty = cast.duty()
    client.force_login(cast.clerk)
    for typed in (duty.code, duty.task.code, duty.code.lower().replace("-", " ")):
        assert text_of(client, typed).count(f'data-href="/nhiem-vu/{duty.task.code}/"') == 1


def test_more_goes_on_where_the_page_ended(cast: Cast, client: Client) -> None:
    duties = [cast.duty(task=cast.task(content=f"Kiểm kê rừng {n}")) for n in range(25)]
    client.force_login(cast.clerk)
    first = client.get(PAGE, {"q": "kiểm kê"})
    assert len(first.context["tasks"]) == 20
    place = str(first.context["tasks_after"])
    rest = get_part(client, PAGE, {"q": "kiểm kê", "nhom": "nhiem-vu", "sau": place})
    shown = re.findall(r'data-href="/nhiem-vu/([^/"]+)/"', first.content.decode() + rest.content.decode())
    assert shown == [duty.task.code for duty in duties[::-1]]
    assert "<h1" not in rest.content.decode()
    assert "<h1" in text_of(client, "kiểm kê", nhom="nhiem-vu", sau=place)


def test_counts_come_after_the_page_only_when_there_is_more(cast: Cast, client: Client) -> None:
    client.force_login(cast.clerk)
    cast.duty(task=cast.task(content="Kiểm kê rừng"))
    assert COUNTS not in text_of(client, "kiểm kê")
    for _ in range(20):
        cast.duty(task=cast.task(content="Kiểm kê rừng"))
    assert COUNTS in text_of(client, "kiểm kê")
    counts = client.get(COUNTS, {"q": "kiểm kê", "nhom": "nhiem-vu"}).content.decode()
    assert ">21</span>" in counts


def test_an_agency_finds_and_counts_only_its_own(cast: Cast, client: Client) -> None:
    foreign = cast.task(content="Kiểm kê rừng", document=cast.document(symbol="77/KH-VP"))
    cast.duty(unit=cast.finance, task=foreign)
    cast.duty(state=State.DRAFT, task=cast.task(content="Kiểm kê rừng", issued_at=None))
    client.force_login(cast.focal)
    assert "Không tìm thấy gì" in text_of(client, "kiểm kê rừng")
    assert "Không tìm thấy gì" in text_of(client, "77/KH-VP")
    assert client.get(OPTIONS, {"q": "77"}).content.decode().strip() == ""
    assert "Không tìm thấy gì" in text_of(client, "stc")
    assert ">0</span>" in client.get(COUNTS, {"q": "kiểm kê rừng", "nhom": "nhiem-vu"}).content.decode()


def test_options_are_documents_then_units(cast: Cast, client: Client) -> None:
    document = cast.document(symbol="1130/KH-VP", abstract="Việc của Sở Tài chính")
    client.force_login(cast.clerk)
    by_number = client.get(OPTIONS, {"q": "113"}).content.decode()
    assert f'data-href="/van-ban/{document.pk}/"' in by_number
    by_name = client.get(OPTIONS, {"q": "tài chính"}).content.decode()
    assert by_name.index(f"top-option-d{document.pk}") < by_name.index(f"top-option-u{cast.finance.pk}")


@pytest.mark.parametrize("who", ["clerk", "chair", "focal", "officer"])
def test_twenty_results_cost_the_queries_of_two(who: str, cast: Cast, client: Client) -> None:
    def grow(count: int) -> None:
        for number in range(count):
            task = cast.task(content="Kiểm kê rừng", document=cast.document(abstract=f"Kiểm kê {number}"))
            cast.duty(task=task, division=cast.infrastructure, officer=cast.officer)

    grow(2)
    client.force_login(getattr(cast, who))
    short = queries_of(client, f"{PAGE}?q=kiểm+kê")
    grow(30)
    assert more_queries(short, queries_of(client, f"{PAGE}?q=kiểm+kê")) == []


@pytest.mark.parametrize(
    "q", ["1234/TTr-SXD", "1234", "234 ttr sxd", "1234 / TTr - SXD", "phe duyet khu dan cu"]
)
def test_a_submission_is_found_by_number_in_any_spacing_and_by_words(
    q: str, cast: Cast, client: Client
) -> None:
    row = submitted(cast, symbol="1234/TTr-SXD")
    foreign = submitted(cast, who="clerk", unit=cast.finance, symbol="1234/TTr-STC")
    client.force_login(cast.focal)
    page = text_of(client, q)
    assert f'data-href="/ho-so-trinh/{row.pk}/"' in page
    assert f"/ho-so-trinh/{foreign.pk}/" not in page
    assert f'data-href="/ho-so-trinh/{row.pk}/"' in client.get(OPTIONS, {"q": q}).content.decode()


@pytest.mark.parametrize("q", ["56/SXD-KT", "56 sxd kt", "phương án bố trí vốn", "bo tri von"])
def test_a_request_is_found_by_both_sides_and_by_nobody_else(q: str, cast: Cast, client: Client) -> None:
    request = asked(cast, symbol="56/SXD-KT")
    for who, found in (("focal", True), ("finance_focal", True), ("chair", True), ("bien_hoa", False)):
        person = make_person_of(cast) if who == "bien_hoa" else getattr(cast, who)
        client.force_login(person)
        assert (f'data-href="/phoi-hop/{request.pk}/"' in text_of(client, q)) is found, who


def make_person_of(cast: Cast) -> Person:
    """Who receives for Biên Hòa, which has no part in it."""
    person = make_person("nguoi_ngoai")
    make_post(person, cast.bien_hoa, Role.FOCAL_OFFICER)
    return person


def test_while_a_module_is_off_nothing_of_it_is_found(cast: Cast, client: Client) -> None:
    submitted(cast, symbol="1234/TTr-SXD")
    sent_upward(cast, symbol="1234/TTr-UBND")
    asked(cast, symbol="1234/SXD-KT")
    client.force_login(cast.clerk)
    assert "/ho-so-trinh/" in (page := text_of(client, "1234")) and "head-requests" in page
    switch_off(Module.SUBMISSIONS)
    page = text_of(client, "1234") + client.get(OPTIONS, {"q": "1234"}).content.decode()
    assert 'data-href="/ho-so-trinh/' not in page and page.count('data-href="/trinh-cap-tren/') == 2
    for module in (Module.SUPERIORS, Module.COORDINATION):
        switch_off(module)
    page = text_of(client, "1234")
    assert "head-submissions" not in page and "head-requests" not in page
    counts = client.get(COUNTS, {"q": "1234", "nhom": ["ho-so", "phoi-hop"]}).content.decode()
    assert counts.strip() == ""
    assert "1234" not in client.get(OPTIONS, {"q": "1234"}).content.decode()


def switch_off(module: Module) -> None:
    PolicyValue.objects.create(key=module.value, value="no", effective_from="2018-07-01", set_at=NOW)


@pytest.mark.parametrize("q", ["1234/TTr-UBND", "234 ttr ubnd", "duong lien huyen", "thuong truc tinh uy"])
def test_what_was_submitted_upward_is_found_by_the_office_and_not_by_agencies(
    q: str, cast: Cast, client: Client
) -> None:
    row = sent_upward(cast, symbol="1234/TTr-UBND")
    address = f'data-href="/trinh-cap-tren/{row.pk}/"'
    client.force_login(cast.chair)
    page = text_of(client, q)
    assert address in page and "trình Thường trực Tỉnh ủy" in page
    assert address in client.get(OPTIONS, {"q": q}).content.decode()
    for who in (cast.focal, cast.director, cast.officer):
        client.force_login(who)
        assert address not in text_of(client, q)
        assert address not in client.get(OPTIONS, {"q": q}).content.decode()


def test_more_submissions_go_on_where_the_page_ended(cast: Cast, client: Client) -> None:
    made = [submitted(cast, abstract=f"Kiểm kê rừng {n}").pk for n in range(8)]
    client.force_login(cast.clerk)
    first = client.get(PAGE, {"q": "kiểm kê"})
    assert len(first.context["submissions"]) == 5
    place = str(first.context["submissions_after"])
    rest = get_part(client, PAGE, {"q": "kiểm kê", "nhom": "ho-so", "sau": place})
    shown = re.findall(r'data-href="/ho-so-trinh/([0-9]+)/"', first.content.decode() + rest.content.decode())
    assert [int(pk) for pk in shown] == made[::-1]
    counts = client.get(COUNTS, {"q": "kiểm kê", "nhom": "ho-so"}).content.decode()
    assert ">8</span>" in counts


def test_a_frequent_word_is_read_from_the_rows_and_gives_the_same(
    cast: Cast, client: Client, monkeypatch
) -> None:
    made = [submitted(cast, abstract=f"Kiểm kê rừng {n}").pk for n in range(8)]
    actor, wanted = cast.acting("clerk"), search_for("kiem ke")
    rare = search.find_submissions(actor, wanted, on=list(Module), most=3)
    monkeypatch.setattr(search, "RARE", 2)
    often = search.find_submissions(actor, wanted, on=list(Module), most=2)
    assert rare.ids[:2] == often.ids == made[:5:-1]
    after = search.find_submissions(actor, wanted, on=list(Module), most=2, after=often.after)
    assert after.ids == made[5:3:-1]
