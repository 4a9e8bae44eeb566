"""The search of the database against a matcher of a few lines that reads every text."""

import random
import re
import unicodedata

import pytest

from nhacviec.actions.changes import add_unit, change_content
from nhacviec.actions.documents import change_document
from nhacviec.queries import search
from nhacviec.queries.access import visible_documents, visible_tasks
from nhacviec.queries.search import (
    Found,
    Place,
    count_documents,
    count_tasks,
    find_documents,
    find_tasks,
    matching_documents,
    matching_tasks,
)
from nhacviec.queries.search_units import find_units
from nhacviec.records.models import Assignment, Document, Task
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.search_terms import search_for
from tests.cast import Cast
from tests.make import NOW, TODAY, make_assignment, make_task

TEXT = """báo cáo bao bảo cao rà soát dự án giải giãi phóng phòng mặt bằng bang hòa bình hoà Đồng dong nai
    Thủy thuỷ môi trường rừng thu ngân sách 2018 1130 30 UBND QĐ huyện Quan Hóa tiến độ chậm"""
WORDS = TEXT.split()
ASKED = (
    "bao cao", "báo cáo", "giải phóng", "giai phong mat bang", "hòa", "hoà bình", "đồng nai", "thủy",
    '"giải phóng" mặt', '"bao cao"', "1130", "30", "ubnd qd", "không có chữ này", "rừng rừng", "quan hoá",
)  # fmt: skip


def naive_words(text: str, *, accents: bool) -> list[str]:
    """Written anew, without the rules: letters and digits apart, tones of oa/oe/uy at the first vowel."""
    text = unicodedata.normalize("NFC", text).lower()
    for new, old in (("oà", "òa"), ("uỷ", "ủy"), ("oá", "óa")):
        text = re.sub(rf"{new}\b", old, text)
    if not accents:
        text = unicodedata.normalize("NFD", text.replace("đ", "d"))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"\d+|[^\W\d_]+", text)


def naive_hit(fields: list[str], typed: str, *, accents: bool) -> bool:
    texts = [naive_words(field, accents=accents) for field in fields]
    every = {word for words in texts for word in words} | {
        word.lstrip("0") for words in texts for word in words if word.isdecimal()
    }
    plain = {word for field in fields for word in naive_words(field, accents=False)}
    asked = naive_words(typed, accents=accents)
    for phrase in re.findall('"([^"]*)"', typed):
        line = " ".join(naive_words(phrase, accents=accents))
        if not any(f" {line} " in f" {' '.join(words)} " for words in texts):
            return False
    return all(word in every or word in plain for word in asked)


@pytest.fixture
def shelf(cast: Cast) -> list[Task]:
    """Three hundred tasks of fifty documents, dealt out to three units; every seventh is a draft."""
    dice = random.Random(1130)
    documents = [
        cast.document(symbol=f"{dice.randrange(1, 3000)}/{dice.choice(['KH-VP', 'UBND-TH', 'QĐ-UBND'])}",
                      abstract=" ".join(dice.choices(WORDS, k=6)))
        for _ in range(50)
    ]  # fmt: skip
    tasks = []
    for number in range(300):
        content = " ".join(dice.choices(WORDS, k=dice.randrange(3, 14)))
        is_draft = number % 7 == 0
        task = cast.task(
            document=dice.choice(documents), content=content, issued_at=None if is_draft else NOW,
            deliverable=" ".join(dice.choices(WORDS, k=2)),
        )  # fmt: skip
        state = State.DRAFT if is_draft else State.IN_PROGRESS
        make_assignment(task, dice.choice([cast.construction, cast.finance, cast.bien_hoa]), state=state)
        tasks.append(task)
    return tasks


def fields_of(task: Task) -> list[str]:
    assert task.document is not None
    return [task.code, task.content, task.deliverable, task.document.symbol, task.document.abstract]


@pytest.mark.parametrize("who", ["clerk", "chair", "focal", "officer"])
def test_tasks_are_those_a_reader_of_every_text_finds_exact_accents_first(
    who: str, cast: Cast, shelf: list[Task]
) -> None:
    actor = cast.acting(who)
    seen = set(visible_tasks(actor).values_list("pk", flat=True))
    for typed in ASKED:
        hits = [
            task for task in shelf if task.pk in seen and naive_hit(fields_of(task), typed, accents=False)
        ]
        has_accents = naive_words(typed, accents=True) != naive_words(typed, accents=False)
        exact = [t for t in hits if naive_hit(fields_of(t), typed, accents=True)] if has_accents else []
        rest = [task for task in hits if task not in exact]
        expected = sorted((t.pk for t in exact), reverse=True) + sorted((t.pk for t in rest), reverse=True)
        wanted = search_for(typed)
        assert find_tasks(actor, wanted, most=500).ids == expected, typed
        assert count_tasks(actor, wanted) == len(expected), typed


@pytest.mark.parametrize("who", ["clerk", "focal"])
def test_pages_follow_each_other_without_gap_or_double(who: str, cast: Cast, shelf: list[Task]) -> None:
    actor = cast.acting(who)
    for typed in ("báo cáo", "rừng", '"giải phóng"', "1130"):
        whole = find_tasks(actor, search_for(typed), most=500).ids
        read: list[int] = []
        after: Place | None = None
        while True:
            page = find_tasks(actor, search_for(typed), most=7, after=after)
            read += page.ids
            after = page.after
            if after is None:
                break
        assert read == whole


def test_rows_of_many_slices_come_newest_first(cast: Cast) -> None:
    far = [cast.task(id=pk, content="kiểm ngư") for pk in (70, 16384 * 3, 16384 * 3 + 5, 16384 * 90)]
    found = find_tasks(cast.acting("clerk"), search_for("kiem ngu"), most=3)
    assert found.ids == [task.pk for task in reversed(far)][:3]
    rest = find_tasks(cast.acting("clerk"), search_for("kiem ngu"), most=3, after=found.after)
    assert rest.ids == [70]


@pytest.mark.parametrize("who", ["clerk", "focal", "officer"])
def test_every_way_to_look_finds_the_same(
    who: str, cast: Cast, shelf: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slice by slice, the whole index at once, or the few tasks of a person read one by one."""
    mine = [task.pk for task in shelf[::2]]
    Assignment.objects.filter(unit=cast.construction, task__in=mine).update(officer=cast.officer)
    actor = cast.acting(who)
    found: dict[tuple[int, int, int], list[tuple[Found, int]]] = {}
    for rare, sparse, few in ((1000, 16, 500), (1000, 1000, -1), (0, 1000, -1), (1000, -1, -1)):
        for name, value in (("RARE", rare), ("SPARSE", sparse), ("FEW", few)):
            monkeypatch.setattr(search, name, value)
        found[rare, sparse, few] = [
            (find(actor, search_for(typed), most=3), count(actor, search_for(typed)))
            for find, count in ((find_tasks, count_tasks), (find_documents, count_documents))
            for typed in ("báo cáo", "giai phong mat bang", '"giải phóng" mặt', "1130", "không có chữ này")
        ]
    first, *others = found.values()
    assert any(ids.ids for ids, _ in first) and all(other == first for other in others)


def test_a_list_with_an_order_of_its_own_holds_the_same_rows(
    cast: Cast, shelf: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("clerk", "focal"):
        actor = cast.acting(who)
        for typed in ASKED:
            tasks = set(find_tasks(actor, search_for(typed), most=500).ids)
            expected = set(Assignment.objects.filter(task__in=tasks).values_list("pk", flat=True))
            for rare in (1000, 0):  # named one by one, and read from the rows
                monkeypatch.setattr(search, "RARE", rare)
                inside = Assignment.objects.filter(task__in=visible_tasks(actor))
                rows = inside.filter(matching_tasks(typed, actor=actor))
                assert set(rows.values_list("pk", flat=True)) == expected, (typed, rare)


def test_a_list_filtered_by_nothing_or_by_a_code(cast: Cast) -> None:
    duty = cast.duty()
    cast.duty()
    assert Assignment.objects.filter(matching_tasks("  ")).count() == 2
    assert Assignment.objects.filter(matching_tasks("%")).count() == 0
    for typed in (duty.code, duty.task.code, duty.code.lower()):
        assert Assignment.objects.get(matching_tasks(typed)) == duty


@pytest.mark.parametrize(
    ("typed", "symbols"),
    [
        ("1130", ["1130/KH-VP"]),
        ("1130 kh vp", ["1130/KH-VP"]),
        ("30/KH-VP", ["30/KH-VP", "1130/KH-VP"]),
        ("30", ["30/KH-VP", "1130/KH-VP", "5/2018/QĐ-UBND"]),
        ("6088ubnd", ["6088/UBND-TH"]),
        ("608", ["6088/UBND-TH"]),
        ("ubnd-th", ["6088/UBND-TH"]),
        ("5", ["5/2018/QĐ-UBND"]),
        ("số 5/2018", ["5/2018/QĐ-UBND"]),
        ("kế hoạch tuyên truyền", ["1130/KH-VP"]),
        ("ke hoach", ["30/KH-VP", "1130/KH-VP"]),
        ("nguyễn văn an", ["6088/UBND-TH"]),
        ("1130/KH-VP ngày 29/06/2018", ["1130/KH-VP"]),
    ],
)
def test_documents_by_number_half_a_number_and_words(typed: str, symbols: list[str], cast: Cast) -> None:
    cast.document(symbol="5/2018/QĐ-UBND", kind="quyet_dinh", abstract="Quy định 30 ngày")
    cast.document(symbol="1130/KH-VP", kind="ke_hoach", abstract="Tuyên truyền về ứng dụng")
    cast.document(
        symbol="6088/UBND-TH", kind="cong_van", abstract="Rà soát dự án", signer_name="Nguyễn Văn An"
    )
    cast.document(symbol="30/KH-VP", kind="ke_hoach", abstract="Họp")
    found = find_documents(cast.acting("clerk"), search_for(typed), most=10).ids
    assert [Document.objects.get(pk=pk).symbol for pk in found] == symbols
    assert count_documents(cast.acting("clerk"), search_for(typed)) == len(symbols)
    listed = Document.objects.filter(matching_documents(typed))
    assert set(listed.values_list("pk", flat=True)) == set(found)


def test_an_agency_never_learns_of_the_documents_and_tasks_of_others(cast: Cast, shelf: list[Task]) -> None:
    for who in ("focal", "director", "officer", "finance_focal", "bien_hoa_focal"):
        actor = cast.acting(who)
        tasks, documents = set(visible_tasks(actor)), set(visible_documents(actor))
        for typed in ("báo cáo", "ubnd", "1", "11", "qd", "2018"):
            assert set(find_tasks(actor, search_for(typed), most=500).ids) <= {t.pk for t in tasks}
            assert set(find_documents(actor, search_for(typed), most=500).ids) <= {d.pk for d in documents}


def test_people_without_tasks_find_nothing(cast: Cast, shelf: list[Task]) -> None:
    assert find_tasks(cast.acting("admin"), search_for("báo cáo"), most=5).ids == []
    assert find_documents(cast.acting("admin"), search_for("ubnd"), most=5).ids == []


def test_units_are_found_by_abbreviation_and_by_name(cast: Cast) -> None:
    def names(who: str, typed: str) -> list[str]:
        found = find_units(cast.acting(who), search_for(typed), today=TODAY, most=5)
        return [unit.name for unit in found]

    assert names("clerk", "stc") == ["Sở Tài chính"]
    assert names("clerk", "tai chinh") == ["Sở Tài chính"]
    assert names("focal", "stc") == []
    assert names("focal", "sxd") == ["Sở Xây dựng"]
    assert names("clerk", "rà soát các dự án chậm tiến độ của các sở ngành") == []


def test_a_closed_unit_is_found_after_the_open_ones(cast: Cast) -> None:
    cast.finance.valid_to = "2018-06-30"
    cast.finance.save()
    found = find_units(cast.acting("clerk"), search_for("sở"), today=TODAY, most=9)
    assert [unit.is_closed for unit in found][-1]
    assert found[-1].name == "Sở Tài chính"


def test_words_follow_what_the_task_says(cast: Cast) -> None:
    duty, actor = cast.duty(), cast.acting("head")

    def found(typed: str) -> bool:
        return duty.task_id in find_tasks(actor, search_for(typed), most=50).ids

    assert not found("kiểm kê rừng")
    change_content(
        actor=actor, assignment=duty, content="Kiểm kê rừng", deliverable="Bản đồ", reason="Nói rõ", now=NOW
    )
    assert found("kiểm kê rừng")
    assert found("ban do")
    assert not found("rà soát")


def test_words_follow_the_document_in_all_its_tasks(cast: Cast) -> None:
    document = cast.document(symbol="77/UBND-TH", abstract="Cũ", kind="cong_van")
    tasks = [cast.task(document=document) for _ in range(3)]
    change_document(
        actor=cast.acting("clerk"), now=NOW, document=document, symbol="78/UBND-TH", kind="cong_van",
        abstract="Về phòng cháy", issued_on=document.issued_on, issuer=cast.committee,
    )  # fmt: skip
    for typed in ("phòng cháy", "78 ubnd", "78/UBND-TH"):
        assert find_tasks(cast.acting("clerk"), search_for(typed), most=9).ids == [t.pk for t in tasks[::-1]]
    assert find_tasks(cast.acting("clerk"), search_for("77"), most=9).ids == []
    assert find_documents(cast.acting("clerk"), search_for("phong chay 78"), most=9).ids == [document.pk]


def test_a_unit_finds_a_task_from_the_moment_it_has_a_duty_in_it(cast: Cast) -> None:
    duty = cast.duty(task=cast.task(content="Kiểm kê rừng"))
    wanted, finance = search_for("kiểm kê"), cast.acting("finance_focal")
    assert find_tasks(finance, wanted, most=5).ids == []
    add_unit(
        actor=cast.acting("head"),
        assignment=duty,
        unit=cast.finance,
        duty=Duty.COORDINATE,
        due_on=None,
        now=NOW,
    )
    assert find_tasks(finance, wanted, most=5).ids == [duty.task_id]
    document = duty.task.document
    assert document is not None
    assert find_documents(finance, search_for(document.symbol), most=5).ids == [document.pk]


def test_the_units_of_a_task_are_always_those_of_its_issued_duties(cast: Cast) -> None:
    task = cast.task()
    draft = make_assignment(task, cast.finance, state=State.DRAFT)
    lead = make_assignment(task, cast.construction)

    def units() -> list[set[int]]:
        kept = Task.objects.get(pk=task.pk), Document.objects.get(tasks=task)
        return [set(row.duty_unit_ids) for row in kept]

    assert units() == [{cast.construction.pk}] * 2
    task.duty_unit_ids = [1, 2, 3]
    task.save()  # an instance that was read earlier changes nothing
    assert units() == [{cast.construction.pk}] * 2
    Assignment.objects.filter(pk=draft.pk).update(state=State.ASSIGNED, assigned_at=NOW)
    assert units() == [{cast.construction.pk, cast.finance.pk}] * 2
    Assignment.objects.filter(pk=draft.pk).update(unit=cast.bien_hoa)
    assert units() == [{cast.construction.pk, cast.bien_hoa.pk}] * 2
    Assignment.objects.filter(pk=lead.pk).delete()
    assert units() == [{cast.bien_hoa.pk}] * 2


def test_spoken_directions_are_found_by_who_spoke(cast: Cast) -> None:
    task = make_task(
        assigner=cast.committee, by=cast.clerk, spoken_by="Đinh Quốc Thái", spoken_on=TODAY,
        spoken_at_event="Họp giao ban tuần 27",
    )  # fmt: skip
    for typed in ("đinh quốc thái", "giao ban tuan 27"):
        assert find_tasks(cast.acting("clerk"), search_for(typed), most=5).ids == [task.pk]
