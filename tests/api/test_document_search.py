"""The text search of documents finds for each role what that role may see, and what the page finds."""

import pytest
from django.test import Client

from nhacviec.rules.lifecycle import State
from tests.api.asking import rows
from tests.cast import Cast
from tests.make import make_assignment

FIRST = 88_030  # no half of a number that other documents of the cast bear
EVERYTHING = {"own", "handed", "foreign", "of_draft"}
WHO = {
    "clerk": EVERYTHING,
    "specialist": EVERYTHING,
    "head": EVERYTHING,
    "office_leader": EVERYTHING,
    "chair": EVERYTHING,
    "inspector": EVERYTHING,
    "focal": {"own", "handed"},
    "director": {"own", "handed"},
    "officer": {"handed"},
    "other_officer": set(),
    "bien_hoa_focal": {"foreign"},
}


@pytest.mark.parametrize("typed", ["rà soát dự án", "ra soat", "RÀ SOÁT", '"ra soat du an"'])
def test_everybody_finds_his_own(typed: str, cast: Cast) -> None:
    documents = {}
    for number, name in enumerate(sorted(EVERYTHING), start=FIRST):
        documents[name] = cast.document(symbol=f"{number}/UBND-TH", abstract="V/v rà soát dự án chậm")
    cast.task(document=cast.document(symbol="50/UBND-TH", abstract="V/v tập huấn"))
    make_assignment(cast.task(document=documents["own"]), cast.construction)
    make_assignment(
        cast.task(document=documents["handed"]),
        cast.construction,
        division=cast.infrastructure,
        officer=cast.officer,
    )
    make_assignment(cast.task(document=documents["foreign"]), cast.bien_hoa)
    make_assignment(cast.task(document=documents["of_draft"]), cast.construction, state=State.DRAFT)
    for who, expected in WHO.items():
        person = getattr(cast, who)
        found = [row["id"] for row in rows(person, "/documents", q=typed)["items"]]
        assert set(found) == {documents[name].pk for name in expected}, who
        client = Client()
        client.force_login(person)
        page = client.get("/van-ban/", {"q": typed}).context["page"]
        assert found == [document.pk for document in page.object_list], who
        for number, name in enumerate(sorted(EVERYTHING), start=FIRST):
            half = rows(person, "/documents", q=f"{number}")["items"]
            assert [row["id"] for row in half] == ([documents[name].pk] if name in expected else []), who
