"""Entering the tasks of a directive: cards, drafts, the summary, issuing."""

import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from nhacviec.actions.tasks import TaskDraft, save_draft
from nhacviec.records.models import Assignment, Document, Field, Task
from nhacviec.rules.lifecycle import State
from tests.cast import Cast
from tests.make import NOW, make_unit
from tests.screens.entering import cards, head, office, page_text, registered

__all__ = ["office"]
TRAINING = {
    "content": "Tổ chức hội nghị tập huấn",
    "deadline": "15/07/2018",
    "leads": "th",
    "coordinators": "tin hoc; stc",
}


def desk_of(document: Document) -> str:
    return f"/van-ban/{document.pk}/nhiem-vu/"


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def test_from_a_document_to_issued_duties(office: Client, cast: Cast) -> None:
    document = registered(office)
    response = office.post(desk_of(document), cards(TRAINING, {"content": ""}, do="issue"))
    assert response["Location"] == f"/van-ban/{document.pk}/ban-hanh/"
    summary = office.get(response["Location"]).content.decode()
    assert "Ban hành 1 nhiệm vụ cho 3 đơn vị" in summary
    assert "rơi vào ngày nghỉ" in summary  # 15/07/2018 is a Sunday
    assert "Đầu mối Sở Tài chính" in summary
    response = office.post(f"/van-ban/{document.pk}/ban-hanh/", {"seen": seen(summary)})
    assert response["Location"] == f"/van-ban/{document.pk}/"
    assert Assignment.objects.filter(state="assigned").count() == 3
    assert "Đã ban hành 1 nhiệm vụ cho 3 đơn vị" in page_text(office.get(response["Location"]))


def test_a_saved_draft_comes_back_as_it_was(office: Client, cast: Cast) -> None:
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING))
    page = office.get(desk_of(document)).content.decode()
    assert "Tổ chức hội nghị tập huấn" in page
    assert 'value="Trung tâm Tin học; Sở Tài chính"' in page
    assert "Chủ nhật, 15/07/2018" in page


def test_sending_the_same_form_twice_makes_one_draft(office: Client) -> None:
    document = registered(office)
    form = cards(TRAINING)
    first, second = office.post(desk_of(document), form), office.post(desk_of(document), form)
    assert first["Location"] == second["Location"]
    assert Task.objects.count() == 1


def test_issuing_twice_issues_once(office: Client) -> None:
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING))
    url = f"/van-ban/{document.pk}/ban-hanh/"
    form = {"seen": seen(office.get(url).content.decode()), "_once": "0b0b7a5e-4f6b-4c3e-8f4c-0a2b1c3d4e5f"}
    assert office.post(url, form)["Location"] == office.post(url, form)["Location"]
    assert Assignment.objects.filter(state="assigned").count() == 3


def test_what_changed_after_the_summary_is_looked_at_again(office: Client, cast: Cast) -> None:
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING))
    url = f"/van-ban/{document.pk}/ban-hanh/"
    looked_at = seen(office.get(url).content.decode())
    extra = [TaskDraft(content="Thêm", leads=[cast.finance])]
    save_draft(actor=cast.acting("clerk"), now=NOW, document=document, tasks=extra)
    response = office.post(url, {"seen": looked_at})
    assert response.status_code == 422
    assert "vừa thay đổi" in page_text(response)
    assert not Assignment.objects.filter(state="assigned").exists()


def test_one_more_card_loses_nothing_and_complains_about_nothing(office: Client) -> None:
    document = registered(office)
    response = office.post(
        desk_of(document), cards({"content": "", "deadline": "hôm nào đó", "leads": "khong co"}, do="add")
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="hôm nào đó"' in page
    assert 'value="khong co"' in page
    assert 'name="t1-content"' in page
    assert "is-invalid" not in page


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ({"content": "", "leads": "stc"}, "Hãy nhập mục này."),
        ({"content": "x" * 20_000}, "tối đa 10.000 ký tự"),
        ({"content": "Việc\0"}, "ký tự không lưu được"),
        ({"content": "Việc", "leads": "khong co"}, "Không tìm thấy đơn vị “khong co”"),
        ({"content": "Việc", "leads": "so"}, "“so” có thể là: Sở Xây dựng; Sở Tài chính"),
        ({"content": "Việc", "deadline": "28/06/2018"}, "sớm hơn ngày của văn bản"),
        ({"content": "Việc", "deadline": "32/07/2018"}, "Không có ngày này trong lịch"),
        ({"content": "Việc", "deadline": "2018"}, "số ngày hay ngày trong tháng"),
        ({"content": "Việc", "leads": "stc", "coordinators": "Sở Tài chính"}, "đã được giao chủ trì"),
        ({"content": "Việc", "specialist": "999999"}, "Hãy chọn trong danh sách."),
        ({"content": "Việc", "leads": "#999999"}, "Không tìm thấy đơn vị"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    office: Client, card: dict[str, str], sentence: str
) -> None:
    document = registered(office)
    response = office.post(desk_of(document), cards(TRAINING, card))
    assert response.status_code == 422
    assert sentence in page_text(response)
    assert "Tổ chức hội nghị tập huấn" in response.content.decode()
    assert not Task.objects.exists()


def test_a_lead_is_needed_to_issue_but_not_to_save(office: Client) -> None:
    document = registered(office)
    response = office.post(desk_of(document), cards({"content": "Việc"}, do="issue"))
    assert response.status_code == 422
    assert "ít nhất một đơn vị chủ trì" in page_text(response)
    assert office.post(desk_of(document), cards({"content": "Việc"})).status_code == 302


def test_long_text_emoji_marks_and_formulas_are_kept_as_text(office: Client) -> None:
    document = registered(office)
    typed = "=cmd()|'/c calc'!A1 🎉 \u202eđảo U\u0309y ban\n" + "x" * 9_900
    assert office.post(desk_of(document), cards({"content": typed})).status_code == 302
    content = Task.objects.get().content
    assert content.startswith("=cmd()|'/c calc'!A1 🎉 đảo Ủy ban\n")


def test_groups_mean_all_their_units_but_not_the_lead(office: Client, cast: Cast) -> None:
    make_unit("Sở Cũ", parent=cast.committee, valid_to="2018-07-01")
    document = registered(office)
    card = {"content": "Việc", "leads": "stc", "coordinators": "tất cả các sở"}
    assert office.post(desk_of(document), cards(card)).status_code == 302
    assert {(a.unit.name, a.duty) for a in Assignment.objects.all()} == {
        ("Sở Tài chính", "lead"),
        ("Sở Xây dựng", "coordinate"),
    }


def test_a_closed_unit_is_named_with_its_last_day(office: Client, cast: Cast) -> None:
    closed = make_unit("Sở Cũ", parent=cast.committee, valid_to="2018-07-01")
    document = registered(office)
    for typed in ("so cu", f"#{closed.pk}"):
        response = office.post(desk_of(document), cards({"content": "Việc", "leads": typed}))
        assert "Sở Cũ đã kết thúc hoạt động từ ngày 01/07/2018" in page_text(response)


def test_a_unit_that_closed_after_drafting_stops_the_summary(office: Client, cast: Cast) -> None:
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING))
    cast.finance.valid_to = "2018-07-01"
    cast.finance.save()
    page = page_text(office.get(f"/van-ban/{document.pk}/ban-hanh/"))
    assert "Sở Tài chính không hoạt động vào ngày giao việc" in page


def test_two_people_on_one_draft(office: Client) -> None:
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING))
    task = Task.objects.get()
    mine = TRAINING | {"code": task.code, "version": str(task.version), "content": "Người thứ nhất"}
    yours = mine | {"content": "Người thứ hai"}
    assert office.post(desk_of(document), cards(mine)).status_code == 302
    response = office.post(desk_of(document), cards(yours))
    assert response.status_code == 422
    assert f"Dự thảo {task.code} vừa được người khác sửa" in page_text(response)
    assert "Người thứ hai" in response.content.decode()
    task.refresh_from_db()
    assert task.content == "Người thứ nhất"


def test_a_draft_is_deleted_with_its_box(office: Client) -> None:
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING))
    task = Task.objects.get()
    gone = {"code": task.code, "version": str(task.version), "content": "", "removed": "on"}
    office.post(desk_of(document), cards(gone))
    assert not Task.objects.exists()


def test_text_typed_before_the_session_ended_is_given_back(office: Client, cast: Cast) -> None:
    document = registered(office)
    page = office.get(desk_of(document)).content.decode()
    mark = re.search(r'name="_shown_to" value="([^"]*)"', page)
    assert mark
    office.logout()
    sent = cards({"content": "Việc dở", "deadline": "xyz"}, _shown_to=mark[1])
    assert "dang-nhap" in office.post(desk_of(document), sent)["Location"]
    office.force_login(cast.specialist)
    page = office.get(desk_of(document)).content.decode()
    assert "Việc dở" in page
    assert "is-invalid" not in page
    assert not Task.objects.exists()


def test_a_field_proposes_its_monitors(office: Client, cast: Cast) -> None:
    field = Field.objects.create(
        name="Xây dựng", office_leader=cast.office_leader, committee_leader=cast.chair
    )
    document = registered(office)
    office.post(desk_of(document), cards(TRAINING | {"field": str(field.pk)}))
    task = Task.objects.get()
    assert (task.office_leader, task.committee_leader) == (cast.office_leader, cast.chair)


def test_the_drafting_unit_proposes_its_specialist(office: Client, cast: Cast) -> None:
    page = office.get(desk_of(registered(office))).content.decode()
    assert f'<option value="{cast.specialist.pk}" selected>' in page


def test_a_spoken_direction_is_entered_without_a_document(office: Client) -> None:
    direction = {"spoken_by": "Chủ tịch UBND tỉnh", "spoken_on": "10/07/2018", "spoken_at": "Họp giao ban"}
    response = office.post("/nhap-nhiem-vu/chi-dao/", cards(TRAINING, do="issue", **direction))
    task = Task.objects.get()
    assert response["Location"] == f"/nhap-nhiem-vu/chi-dao/{task.code}/ban-hanh/"
    assert "Họp giao ban" in office.get(f"/nhap-nhiem-vu/chi-dao/{task.code}/").content.decode()
    summary = office.get(response["Location"]).content.decode()
    assert office.post(response["Location"], {"seen": seen(summary)}).status_code == 302
    assert Assignment.objects.filter(state="assigned").count() == 3
    assert office.get(response["Location"]).status_code == 404


def test_a_spoken_direction_issued_twice_is_issued_once(office: Client) -> None:
    direction = {"spoken_by": "Chủ tịch UBND tỉnh", "spoken_on": "10/07/2018", "spoken_at": "Họp giao ban"}
    url = office.post("/nhap-nhiem-vu/chi-dao/", cards(TRAINING, do="issue", **direction))["Location"]
    form = {"seen": seen(office.get(url).content.decode()), "_once": "0b0b7a5e-4f6b-4c3e-8f4c-0a2b1c3d4e5f"}
    first, second = office.post(url, form), office.post(url, form)
    assert first["Location"] == second["Location"]
    assert Assignment.objects.filter(state="assigned").count() == 3


def test_a_spoken_direction_names_who_spoke(office: Client) -> None:
    response = office.post("/nhap-nhiem-vu/chi-dao/", cards(TRAINING, spoken_by="", spoken_on="10/07/2018"))
    assert response.status_code == 422
    assert not Task.objects.exists()


def test_an_earlier_task_is_found_and_copied_without_losing_what_was_typed(
    office: Client, cast: Cast
) -> None:
    duty = cast.duty(task=cast.task(search_text="bao cao ket qua ra soat cac du an cham tien do"))
    cast.duty(task=cast.task(search_text="ra soat cham tien do", issued_at=None), state=State.DRAFT)
    document = registered(office)
    typed = cards({"content": "Đang gõ dở"}, do="find", copy="ra soat cham tien do")
    found = office.post(desk_of(document), typed).content.decode()
    assert f'value="copy:{duty.task.code}"' in found
    assert "Đang gõ dở" in found
    copied = office.post(desk_of(document), typed | {"do": f"copy:{duty.task.code}"}).content.decode()
    assert "Đang gõ dở" in copied
    assert 'name="t1-content"' in copied
    assert 'value="Sở Xây dựng"' in copied
    assert f'name="t1-copied_from" value="{duty.task.code}"' in copied


def test_the_reckoning_is_shown_while_typing(office: Client) -> None:
    url = "/nhap-nhiem-vu/han/"
    page = office.get(url, {"t3-deadline": "20 ngày", "given_on": "29/06/2018"}).content.decode()
    assert "thứ Năm, 19/07/2018" in page
    assert "Ngày đầu tiên không tính" in page
    assert "Chưa hiểu hạn này" in office.get(url, {"t0-deadline": "mai kia"}).content.decode()
    assert office.get(url).content.decode().strip() == ""


def test_units_are_suggested_with_groups_first(office: Client, cast: Cast) -> None:
    found = json.loads(office.get("/don-vi/goi-y/", {"q": "các s"}).content)["units"]
    assert found[0] == {"text": "các sở", "label": "Tất cả các sở (2)", "note": ""}
    found = json.loads(office.get("/don-vi/goi-y/", {"q": "stc"}).content)["units"]
    assert [unit["text"] for unit in found] == [f"#{cast.finance.pk}"]
    for i in range(15):
        make_unit(f"Xã Tân {i}", parent=cast.committee)
    assert len(json.loads(office.get("/don-vi/goi-y/", {"q": "tan"}).content)["units"]) == 10


def test_the_start_page_lists_what_waits_and_what_was_begun(office: Client) -> None:
    document = registered(office)
    page = page_text(office.get("/nhap-nhiem-vu/"))
    assert "chưa nhập, hạn 02/07/2018 đã qua" in page
    assert "Không có dự thảo nào" in page
    office.post(desk_of(document), cards(TRAINING, TRAINING))
    assert "2 nhiệm vụ" in page_text(office.get("/nhap-nhiem-vu/"))


def test_more_cards_cost_no_more_queries(
    office: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    few, many = registered(office), registered(office, symbol="1131/KH-VP")
    actor = cast.acting("clerk")
    card = TaskDraft(content="Việc", leads=[cast.finance], coordinators=[cast.construction], field=None)
    save_draft(actor=actor, now=NOW, document=few, tasks=[card])
    save_draft(actor=actor, now=NOW, document=many, tasks=[card] * 20)
    for url in ("/van-ban/{}/nhiem-vu/", "/van-ban/{}/ban-hanh/", "/van-ban/{}/"):
        with django_assert_max_num_queries(100) as counted:
            office.get(url.format(few.pk))
        few_queries = len(counted)
        with django_assert_max_num_queries(few_queries):
            office.get(url.format(many.pk))


@pytest.mark.parametrize("who", ["focal", "chair", "inspector", "admin"])
def test_only_the_office_enters(office: Client, cast: Cast, who: str) -> None:
    document = registered(office)
    office.force_login(getattr(cast, who))
    for url in (desk_of(document), "/nhap-nhiem-vu/", "/nhap-nhiem-vu/chi-dao/", "/van-ban/moi/"):
        assert office.get(url).status_code == 403


def test_the_form_is_sent_twice_for_a_new_document_too(office: Client) -> None:
    form = head()
    assert office.post("/van-ban/moi/", form)["Location"] == office.post("/van-ban/moi/", form)["Location"]
    assert Document.objects.count() == 1
