"""Directives in the register."""

from datetime import date

import pytest

from nhacviec.actions.documents import change_document, mark_no_task, register_document
from nhacviec.actions.tasks import TaskDraft, save_draft
from nhacviec.queries.documents import find_same, waiting_for_entry
from nhacviec.queries.policy import policy_on
from nhacviec.records.models import Document, Event, PolicyValue
from nhacviec.rules.lifecycle import MoveNotAllowed
from tests.cast import Cast
from tests.make import NOW, TODAY

PLAN = {
    "symbol": "1130/KH-VP",
    "kind": "ke_hoach",
    "abstract": "Triển khai phần mềm theo dõi nhiệm vụ",
    "issued_on": date(2018, 6, 29),
}


def register(cast: Cast, **changes: object) -> Document:
    values = PLAN | {"issuer": cast.office, "drafting_unit": cast.general} | changes
    return register_document(actor=cast.acting("clerk"), now=NOW, **values)  # type: ignore[arg-type]


def test_a_registered_document_keeps_its_number_as_typed_and_in_parts(cast: Cast) -> None:
    document = register(cast)
    assert (document.symbol, document.number, document.year) == ("1130/KH-VP", 1130, 2018)
    assert Event.objects.get(name="document_registered").document == document


@pytest.mark.parametrize("secrecy", ["mat", "toi_mat", "tuyet_mat"])
def test_a_classified_document_is_refused(cast: Cast, secrecy: str) -> None:
    with pytest.raises(MoveNotAllowed, match="classified"):
        register(cast, secrecy=secrecy)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("urgency", "due_on"),
    [("normal", date(2018, 7, 2)), ("khan", date(2018, 6, 29)), ("hoa_toc", date(2018, 6, 29))],
)
def test_the_drafting_unit_owes_the_tasks_by_a_day(cast: Cast, urgency: str, due_on: date) -> None:
    assert register(cast, urgency=urgency).entry_due_on == due_on  # 29/6/2018 is a Friday


def test_many_tasks_give_one_more_day(cast: Cast) -> None:
    document = register(cast)
    drafts = [TaskDraft(content=f"Việc {i}") for i in range(5)]
    save_draft(actor=cast.acting("clerk"), now=NOW, document=document, tasks=drafts)
    document.refresh_from_db()
    assert document.entry_due_on == date(2018, 7, 3)


@pytest.mark.parametrize(
    ("symbol", "kind", "same"),
    [
        ("1130 /KH-VP", "ke_hoach", True),
        ("01130/kh-vp", "ke_hoach", True),
        ("1130A/KH-VP", "ke_hoach", False),
        ("1130/BC-VP", "bao_cao", False),
        ("1131/KH-VP", "ke_hoach", False),
    ],
)
def test_the_same_document_is_found_however_its_number_is_typed(
    cast: Cast, symbol: str, kind: str, same: bool
) -> None:
    document = register(cast)
    found = find_same(issuer=cast.office, issued_on=date(2018, 12, 1), symbol=symbol, kind=kind)
    assert found == (document if same else None)


def test_numbers_restart_every_year_and_belong_to_one_issuer(cast: Cast) -> None:
    document = register(cast)
    symbol, kind, day = document.symbol, document.kind, document.issued_on
    next_year = date(2019, 6, 29)
    assert find_same(issuer=cast.office, issued_on=next_year, symbol=symbol, kind=kind) is None
    assert find_same(issuer=cast.committee, issued_on=day, symbol=symbol, kind=kind) is None
    assert find_same(issuer=cast.office, issued_on=day, symbol=symbol, kind=kind, but=document) is None


def test_a_change_is_remembered_with_before_and_after(cast: Cast) -> None:
    document = register(cast)
    values = PLAN | {"issuer": cast.office, "drafting_unit": cast.general}
    same = change_document(actor=cast.acting("clerk"), now=NOW, document=document, **values)  # type: ignore[arg-type]
    assert not same
    values["abstract"] = "Trích yếu mới"
    assert change_document(actor=cast.acting("clerk"), now=NOW, document=document, **values)  # type: ignore[arg-type]
    event = Event.objects.get(name="document_changed")
    assert event.before == {"abstract": PLAN["abstract"]}
    assert event.after == {"abstract": "Trích yếu mới"}


def test_a_document_without_tasks_leaves_the_duty_list_with_a_reason(cast: Cast) -> None:
    document, head = register(cast), cast.acting("head")
    assert list(waiting_for_entry(head, policy_on(TODAY))) == [document]
    with pytest.raises(MoveNotAllowed, match="reason_required"):
        mark_no_task(actor=head, now=NOW, document=document, reason="")
    mark_no_task(actor=head, now=NOW, document=document, reason="Chỉ để biết")
    assert not waiting_for_entry(head, policy_on(TODAY))
    with pytest.raises(MoveNotAllowed, match="document_has_tasks"):
        mark_no_task(actor=head, now=NOW, document=document, reason="Lần nữa")


def test_whose_duty_entering_is_follows_the_policy(cast: Cast) -> None:
    ours, theirs = register(cast), register(cast, symbol="7/BC-SXD", drafting_unit=cast.construction)
    policies = policy_on(TODAY)
    assert list(waiting_for_entry(cast.acting("specialist"), policies)) == [ours]
    assert list(waiting_for_entry(cast.acting("other_specialist"), policies)) == []
    assert list(waiting_for_entry(cast.acting("clerk"), policies)) == [theirs]
    assert list(waiting_for_entry(cast.acting("focal"), policies)) == []
    PolicyValue.objects.create(
        key="entry_role", value="records_clerk", effective_from=date(2018, 1, 1), set_at=NOW
    )
    assert set(waiting_for_entry(cast.acting("clerk"), policy_on(TODAY))) == {ours, theirs}
    assert list(waiting_for_entry(cast.acting("specialist"), policy_on(TODAY))) == []
