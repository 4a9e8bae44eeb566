"""The pages of letters of urging, from the choice in the list to the agency's answer."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhacviec.actions.urging import draft
from nhacviec.notify.announce import announce
from nhacviec.queries.actors import actor_in
from nhacviec.records.models import Assignment, Notice, Urging, UrgingLine
from nhacviec.rules.lifecycle import State
from nhacviec.rules.timeliness import local_date
from tests.cast import Cast
from tests.queries_count import more_queries, queries_of

PREPARE, INDEX = reverse("urgings.prepare"), reverse("urgings.index")


def today() -> date:
    return local_date(timezone.now())


def written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def overdue(cast: Cast, **fields: object) -> Assignment:
    return cast.duty(**({"due_on": today() - timedelta(days=12)} | fields))  # type: ignore[arg-type]


def drafted(cast: Cast, *duties: Assignment) -> Urging:
    actor = actor_in(cast.specialist.posts.select_related("unit", "person").get())
    until = today() + timedelta(days=9)
    return draft(actor=actor, assignments=duties, reply_due_on=until, now=timezone.now())[0]


def signed(client: Client, cast: Cast, urging: Urging, symbol: str = "12/VP-TH") -> Urging:
    client.force_login(cast.clerk)
    sent = {
        "symbol": symbol, "signed_on": written(today()), "place": "Đồng Nai",
        "signer_name": "Nguyễn Văn A", "signer_title": "CHÁNH VĂN PHÒNG",
    }  # fmt: skip
    assert client.post(reverse("urgings.sign", args=[urging.pk]), sent).status_code == 302
    urging.refresh_from_db()
    return urging


def test_the_choice_is_shown_by_agency_with_what_is_left_out_and_why(client: Client, cast: Cast) -> None:
    ours, theirs, in_time = (
        overdue(cast),
        overdue(cast, unit=cast.finance),
        cast.duty(due_on=date(2099, 1, 1)),
    )
    foreign = overdue(cast, task=cast.task(specialist=cast.other_specialist))
    client.force_login(cast.specialist)
    page = client.post(PREPARE, {"chon": [ours.code, theirs.code, in_time.code, foreign.code]})
    text = page.content.decode()
    assert "Đôn đốc 2 đầu việc quá hạn, 2 văn bản" in text
    assert f"{in_time.code} · {in_time.unit.label}: không quá hạn" in text
    assert f"{foreign.code} · {foreign.unit.label}: không thuộc phạm vi theo dõi" in text
    assert not Urging.objects.exists()


def test_sent_twice_it_makes_its_drafts_once(client: Client, cast: Cast) -> None:
    ours, theirs = overdue(cast), overdue(cast, unit=cast.finance)
    client.force_login(cast.specialist)
    sent = {
        "chon": [ours.code, theirs.code], "gui": "1", "_once": "7d444840-9dc0-11d1-b245-5ffdce74fad2",
        "reply_due_on": written(today() + timedelta(days=7)), "note": "",
    }  # fmt: skip
    first, second = client.post(PREPARE, sent), client.post(PREPARE, sent)
    assert first["Location"] == second["Location"] == f"{INDEX}?trang-thai=draft"
    assert Urging.objects.count() == 2


def test_a_day_of_reply_that_is_past_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.specialist)
    sent = {"chon": [overdue(cast).code], "gui": "1", "reply_due_on": written(today())}
    page = client.post(PREPARE, sent)
    assert page.status_code == 422 and "phải sau hôm nay" in page.content.decode()


def test_the_bar_of_the_list_has_the_button_for_the_office_only(client: Client, cast: Cast) -> None:
    overdue(cast)
    for who, has in (("specialist", True), ("clerk", True), ("chair", False)):
        client.force_login(getattr(cast, who))
        assert (PREPARE in client.get(reverse("assignments.index")).content.decode()) is has, who


def test_signing_sends_it_and_the_agency_is_told_once(client: Client, cast: Cast) -> None:
    first, second = overdue(cast), overdue(cast, officer=cast.officer)
    urging = signed(client, cast, drafted(cast, first, second))
    assert urging.state == "sent"
    announce(now=timezone.now())
    told = Notice.objects.filter(event__name="urging_sent")
    assert {n.person.username: (n.asks, n.is_mandatory) for n in told} == {
        "dau_moi_sxd": (True, True), "gd_sxd": (False, True),
    }  # fmt: skip
    own = Notice.objects.filter(event__name="urged", kind="escalation")
    assert [(n.person, n.assignment) for n in own] == [(cast.officer, second)]
    client.force_login(cast.focal)
    centre = client.get(reverse("notices.index")).content.decode()
    assert "Văn bản 12/VP-TH đôn đốc Sở Xây dựng: 2 đầu việc quá hạn" in centre
    follow = client.get(reverse("notices.follow", args=[told.get(person=cast.focal).pk]))
    assert follow["Location"] == reverse("urgings.show", args=[urging.pk])


def test_a_signature_in_the_future_is_refused_beside_its_field(client: Client, cast: Cast) -> None:
    urging = drafted(cast, overdue(cast))
    client.force_login(cast.clerk)
    page = client.post(
        reverse("urgings.sign", args=[urging.pk]),
        {
            "symbol": "1/VP", "signed_on": written(today() + timedelta(days=1)), "place": "Đồng Nai",
            "signer_name": "A", "signer_title": "B",
        },
    )  # fmt: skip
    assert page.status_code == 422
    assert "Ngày ký không được sau ngày hôm nay." in page.content.decode()


def test_what_is_done_leaves_the_draft_before_it_is_sent(client: Client, cast: Cast) -> None:
    done, late = overdue(cast), overdue(cast)
    urging = drafted(cast, done, late)
    Assignment.objects.filter(pk=done.pk).update(state=State.ANSWERED, answered_at=timezone.now())
    client.force_login(cast.specialist)
    page = client.get(reverse("urgings.edit", args=[urging.pk])).content.decode()
    keep = UrgingLine.objects.get(assignment=late)
    assert f'value="{keep.pk}" checked' in page
    assert page.count(" checked") == 1
    sent = {"reply_due_on": written(today() + timedelta(days=9)), "note": "Gấp", "giu": [keep.pk]}
    assert client.post(reverse("urgings.edit", args=[urging.pk]), sent).status_code == 302
    assert list(urging.lines.values_list("assignment", flat=True)) == [late.pk]


def test_the_agency_answers_every_duty_and_the_sender_is_told(client: Client, cast: Cast) -> None:
    duty = overdue(cast)
    urging = signed(client, cast, drafted(cast, duty))
    announce(now=timezone.now())
    line = urging.lines.get()
    client.force_login(cast.director)
    assert "Văn bản đôn đốc chờ trả lời" in client.get("/").content.decode()
    address = reverse("urgings.answer", args=[urging.pk])
    client.force_login(cast.focal)
    assert client.post(address, {}).status_code == 422  # nothing is said
    page = client.post(address, {f"d{line.pk}-delay_cause": "funding"}, follow=True).content.decode()
    assert "còn 1 đầu việc chưa đủ" in page and '<option value="funding" selected>' in page
    client.force_login(cast.clerk)
    shown = client.get(reverse("urgings.show", args=[urging.pk])).content.decode()
    assert "Chưa bố trí được kinh phí" not in shown  # it is not said yet
    client.force_login(cast.focal)
    until = today() + timedelta(days=20)
    sent = {
        f"d{line.pk}-delay_cause": "funding", f"d{line.pk}-new_due_on": written(until),
        f"d{line.pk}-explanation": "=HYPERLINK(1) <b>", f"d{line.pk}-asks_extension": "on",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    duty.refresh_from_db()
    assert duty.has_open_extension
    shown = client.get(reverse("urgings.show", args=[urging.pk])).content.decode()
    assert "Chưa bố trí được kinh phí" in shown and "=HYPERLINK(1) &lt;b&gt;" in shown
    assert "xin gia hạn, chờ quyết định" in shown
    announce(now=timezone.now())
    assert not Notice.objects.filter(event__name="urging_sent", asks=True).exists()
    assert Notice.objects.get(event__name="urging_answered").person == cast.clerk
    assert "Văn bản đôn đốc chờ trả lời" not in client.get("/").content.decode()
    again = client.post(address, sent)
    assert again["Location"] == reverse("urgings.show", args=[urging.pk])


def _page_of(client: Client, urging: Urging) -> dict[str, str]:
    """What its form sends when nothing is typed."""
    forms = client.get(reverse("urgings.answer", args=[urging.pk])).context["forms"]
    return {form.add_prefix("shown"): form.initial["shown"] for form in forms}


def test_two_people_of_one_agency_do_not_take_each_others_words_away(client: Client, cast: Cast) -> None:
    urging = signed(client, cast, drafted(cast, overdue(cast), overdue(cast)))
    first, second = urging.lines.order_by("pk")
    address, until = reverse("urgings.answer", args=[urging.pk]), written(today() + timedelta(days=20))
    client.force_login(cast.focal)
    stale = _page_of(client, urging)
    mine = {f"d{first.pk}-delay_cause": "funding", f"d{first.pk}-explanation": "Chờ vốn"}
    client.post(address, stale | mine)
    client.force_login(cast.director)
    whole = {f"d{second.pk}-delay_cause": "funding", f"d{second.pk}-new_due_on": until}
    client.post(address, stale | whole)  # untouched, the other line says what it said
    first.refresh_from_db()
    assert first.explanation == "Chờ vốn"
    other = {f"d{first.pk}-delay_cause": "staffing", f"d{first.pk}-explanation": "Chờ mặt bằng"}
    told = client.post(address, stale | other)
    assert told.status_code == 422 and "Chờ vốn" in told.content.decode()
    told = client.post(address, stale | whole)  # answered meanwhile
    assert told.status_code == 422 and "Đồng nghiệp vừa trả lời" in told.content.decode()
    client.post(address, _page_of(client, urging) | other)
    first.refresh_from_db()
    assert first.explanation == "Chờ mặt bằng"


def test_an_extension_that_is_not_allowed_answers_nothing(client: Client, cast: Cast) -> None:
    duty = overdue(cast, extension_count=1)  # policy 13: once
    urging = signed(client, cast, drafted(cast, duty))
    line = urging.lines.get()
    client.force_login(cast.director)
    sent = {
        f"d{line.pk}-delay_cause": "funding", f"d{line.pk}-asks_extension": "on",
        f"d{line.pk}-new_due_on": written(today() + timedelta(days=20)),
    }  # fmt: skip
    page = client.post(reverse("urgings.answer", args=[urging.pk]), sent)
    assert page.status_code == 422
    assert Urging.objects.get().state == "sent"
    assert UrgingLine.objects.get().delay_cause == ""


@pytest.mark.parametrize("name", ["urgings.show", "urgings.pdf", "urgings.docx", "urgings.answer"])
def test_another_agencys_letter_does_not_exist(name: str, client: Client, cast: Cast) -> None:
    urging = signed(client, cast, drafted(cast, overdue(cast)))
    client.force_login(cast.finance_focal)
    assert client.get(reverse(name, args=[urging.pk])).status_code == 404
    assert urging.symbol not in client.get(INDEX).content.decode()
    client.force_login(cast.focal)
    assert client.get(reverse(name, args=[urging.pk])).status_code == 200


def test_the_files_open_under_the_letters_number(client: Client, cast: Cast) -> None:
    urging = signed(client, cast, drafted(cast, overdue(cast)))
    pdf = client.get(reverse("urgings.pdf", args=[urging.pk]))
    word = client.get(reverse("urgings.docx", args=[urging.pk]))
    assert pdf.content.startswith(b"%PDF-") and word.content.startswith(b"PK")
    assert pdf["Content-Disposition"].startswith('inline; filename="don-doc-12-VP-TH.pdf"')
    assert word["Content-Disposition"].startswith('attachment; filename="don-doc-12-VP-TH.docx"')
    assert pdf["Cache-Control"] == "private, no-store"


def test_the_list_is_narrowed_and_leafed_through_at_a_steady_price(client: Client, cast: Cast) -> None:
    one = signed(client, cast, drafted(cast, overdue(cast)))
    other = signed(client, cast, drafted(cast, overdue(cast, unit=cast.finance)), "13/VP-TH")
    late = signed(client, cast, drafted(cast, overdue(cast)), "14/VP-TH")
    Urging.objects.filter(pk=late.pk).update(reply_due_on=today() - timedelta(days=1))
    client.force_login(cast.clerk)

    def found(query: str) -> set[str]:
        page = client.get(f"{INDEX}?{query}").content.decode()
        return {u.symbol for u in (one, other, late) if f">{u.symbol}<" in page}

    assert found("") == {"12/VP-TH", "13/VP-TH", "14/VP-TH"}
    assert found(f"don-vi={cast.finance.pk}") == {"13/VP-TH"}
    assert found("trang-thai=qua-han") == {"14/VP-TH"}
    assert found("trang-thai=answered") == set()
    assert found("q=12/vp") == {"12/VP-TH"}
    assert found(f"q={other.lines.get().assignment.code}") == {"13/VP-TH"}
    assert found("trang-thai=x&don-vi=99999999999999999999&q=%00&trang=zz") == {
        "12/VP-TH", "13/VP-TH", "14/VP-TH",
    }  # fmt: skip
    few = queries_of(client, INDEX)
    for number in range(10):
        signed(client, cast, drafted(cast, overdue(cast)), f"{number + 20}/VP")
    assert more_queries(few, queries_of(client, INDEX)) == []


def test_after_enough_letters_it_stands_on_the_chairs_list(client: Client, cast: Cast) -> None:
    duty, other = overdue(cast), overdue(cast)
    Assignment.objects.filter(pk=duty.pk).update(urging_count=2)
    signed(client, cast, drafted(cast, duty, other))
    for who in (cast.chair, cast.office_leader):
        client.force_login(who)
        home = client.get("/").content.decode()
        assert "Đã đôn đốc nhiều lần, chưa có kết quả" in home
        rows = client.get(reverse("assignments.index"), {"nhom": "don-doc-nhieu-lan"}).content.decode()
        assert duty.code in rows and other.code not in rows


def test_the_duty_says_how_often_and_by_which_letters_it_was_urged(client: Client, cast: Cast) -> None:
    duty = overdue(cast)
    Assignment.objects.filter(pk=duty.pk).update(urging_count=2)
    urging = signed(client, cast, drafted(cast, duty))
    client.force_login(cast.focal)
    page = client.get(reverse("assignments.show", args=[duty.code])).content.decode()
    assert "Lần 3" in page and urging.symbol in page and "quá hạn 12 ngày" in page
    assert "Đôn đốc bằng văn bản" in page  # in its history


def test_the_slip_has_the_duty_its_letters_and_a_code_that_leads_back(client: Client, cast: Cast) -> None:
    duty = overdue(cast)
    signed(client, cast, drafted(cast, duty))
    client.force_login(cast.focal)
    page = client.get(reverse("assignments.slip", args=[duty.code])).content.decode()
    assert "PHIẾU NHẮC VIỆC" in page and "<svg" in page and "lần 1: 12/VP-TH" in page
    assert f"http://testserver{reverse('assignments.show', args=[duty.code])}" in page


def test_a_letter_taken_back_is_no_longer_asked_about(client: Client, cast: Cast) -> None:
    duty = overdue(cast)
    urging = signed(client, cast, drafted(cast, duty))
    announce(now=timezone.now())
    address = reverse("urgings.withdraw", args=[urging.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Gửi nhầm"}).status_code == 302
    announce(now=timezone.now())
    assert not Notice.objects.filter(asks=True).exists()
    client.force_login(cast.focal)
    assert "Đã thu hồi" in client.get(reverse("urgings.show", args=[urging.pk])).content.decode()


def test_the_list_says_how_often_and_is_narrowed_to_the_urged(client: Client, cast: Cast) -> None:
    duty, other = overdue(cast), overdue(cast)
    signed(client, cast, drafted(cast, duty))
    client.force_login(cast.specialist)
    chosen = {"cot": ["noi-dung", "han", "don-doc"]}
    assert client.post(reverse("assignments.layout"), chosen).status_code == 302
    page = client.get(reverse("assignments.index"), {"don-doc": "co"}).content.decode()
    assert duty.code in page and other.code not in page
    assert 'data-label="Số lần đôn đốc">1<' in page
    asked = {"don-doc": "khong", "sap-xep": "-don-doc"}
    page = client.get(reverse("assignments.index"), asked).content.decode()
    assert other.code in page and duty.code not in page


def test_an_agencys_numbers_lead_to_its_overdue_duties_for_the_office(client: Client, cast: Cast) -> None:
    duty, theirs = overdue(cast), overdue(cast, unit=cast.finance)
    client.force_login(cast.specialist)
    numbers = reverse("statistics.show", args=["don-vi", cast.construction.pk])
    address = f"{reverse('assignments.index')}?so=qua-han&don-vi={cast.construction.pk}"
    assert address.replace("&", "&amp;") in client.get(numbers).content.decode()
    rows = client.get(address).content.decode()
    assert duty.code in rows and theirs.code not in rows and PREPARE in rows
    client.force_login(cast.director)
    assert "?so=qua-han&amp;don-vi" not in client.get(numbers).content.decode()
