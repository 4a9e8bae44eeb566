"""Words that an agency may not know of appear on no page it can open, whatever it asks for."""

import pytest
from django.test import Client
from django.urls import reverse

from nhacviec.actions.answers import answer
from nhacviec.actions.progress import note_progress
from nhacviec.records.models import Assignment, StoredFile, Task
from nhacviec.rules.lifecycle import Duty, State
from nhacviec.rules.text import fold
from tests.cast import Cast
from tests.make import NOW, make_assignment

SECRET = "Zuquyn"  # no word of any page


@pytest.fixture
def own(cast: Cast) -> Assignment:
    """What Sở Xây dựng may see: one duty, by a document that also has a draft and another agency's task;
    Biên Hòa coordinates beside it."""
    document = cast.document()
    task = cast.task(document=document, content="Rà soát chung", search_text=fold("Rà soát chung"))
    lead = make_assignment(task, cast.finance)
    own = make_assignment(task, cast.construction, duty=Duty.COORDINATE)
    beside = make_assignment(task, cast.bien_hoa, duty=Duty.COORDINATE)
    text = f"{SECRET} giao riêng"
    hidden = {"document": document, "content": text, "search_text": fold(text)}
    make_assignment(cast.task(**hidden), cast.finance, officer=cast.officer)
    make_assignment(cast.task(**hidden, issued_at=None), cast.construction, state=State.DRAFT)
    actor = cast.acting("bien_hoa_focal")
    note_progress(
        actor=actor, assignment=beside, text=f"{SECRET} tiến độ", percent=10, obstacle=SECRET, now=NOW
    )
    given = answer(actor=actor, assignment=beside, text=f"{SECRET} trả lời", now=NOW)
    StoredFile.objects.create(
        answer=given, path="x/1", name=f"{SECRET}.pdf", kind="pdf", size=1, sha256="0" * 64,
        uploaded_by=cast.bien_hoa_focal, uploaded_at=NOW,
    )  # fmt: skip
    assert lead.state == State.IN_PROGRESS
    return own


def _addresses(own: Assignment) -> list[str]:
    parties = [party.code for party in own.task.assignments.all()]
    return [
        "/",
        "/nhiem-vu/",
        "/nhiem-vu/?ca_don_vi_khac=on",
        reverse("documents.index"),
        reverse("documents.show", args=[own.task.document_id]),
        reverse("tasks.show", args=[own.task.code]),
        reverse("tasks.slip", args=[own.task.code]),
        *(reverse("assignments.show", args=[code]) for code in parties),
        *(reverse("assignments.why_due", args=[code]) for code in parties),
    ]


def test_the_office_reads_the_words(client: Client, cast: Cast, own: Assignment) -> None:
    """So that the other tests look for something that is there."""
    client.force_login(cast.specialist)
    shown = [a for a in _addresses(own) if SECRET in client.get(a).content.decode()]
    assert len(shown) >= 4


@pytest.mark.parametrize("who", ["focal", "director", "officer"])
def test_no_page_of_the_agency_shows_them(who: str, client: Client, cast: Cast, own: Assignment) -> None:
    client.force_login(getattr(cast, who))
    for address in _addresses(own):
        response = client.get(address, follow=True)
        assert SECRET not in response.content.decode(), address


def test_searching_for_them_finds_nothing(client: Client, cast: Cast, own: Assignment) -> None:
    client.force_login(cast.focal)
    others = Task.objects.filter(document=own.task.document_id).exclude(pk=own.task_id)
    hidden = list(others.values_list("code", flat=True))
    for words in (SECRET, SECRET.lower(), fold(SECRET), "giao rieng", *hidden):
        for query in ({"q": words}, {"q": words, "ca_don_vi_khac": "on"}, {"so-van-ban": words}):
            assert client.get("/nhiem-vu/", query).context["listing"].count.number == 0, query
    assert client.get("/nhiem-vu/", {"q": "ra soat"}).context["listing"].count.number == 1


def test_counts_do_not_count_what_is_hidden(client: Client, cast: Cast, own: Assignment) -> None:
    document = reverse("documents.show", args=[own.task.document_id])
    client.force_login(cast.focal)
    assert "Nhiệm vụ (1)" in client.get(document).content.decode()
    client.force_login(cast.clerk)
    assert "Nhiệm vụ (3)" in client.get(document).content.decode()
    client.force_login(cast.focal)
    counts = {group.key: group.count for group in client.get("/").context["groups"]}
    assert sum(counts.values()) <= 2 and counts["moi"] == 0


def test_a_lead_reads_its_coordinators(client: Client, cast: Cast, own: Assignment) -> None:
    client.force_login(cast.finance_focal)
    beside = own.task.assignments.get(unit=cast.bien_hoa)
    page = client.get(reverse("assignments.show", args=[beside.code])).content.decode()
    assert f"{SECRET} trả lời" in page and f"{SECRET}.pdf" in page
