"""More agencies and more duties cost no more queries."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.make import make_unit
from tests.queries_count import more_queries, queries_of
from tests.screens.statistics.province import LATER, build, given


@pytest.mark.parametrize("query", ["?tinh-den=2018-07-15", "?ky=2018-07"])
def test_pages_of_statistics_cost_the_same_with_more_in_them(query: str, cast: Cast, client: Client) -> None:
    build(cast)
    client.force_login(cast.specialist)
    pages = [
        f"/thong-ke/{query}",
        f"/thong-ke/toan-tinh/{query}",
        f"/thong-ke/theo/chuyen-vien/{query}",
        f"/thong-ke/don-vi/{cast.construction.pk}/{query}",
        f"/thong-ke/don-vi/{cast.construction.pk}/dau-viec/{query}",
        f"/thong-ke/don-vi/{cast.construction.pk}/theo/phong/{query}",
    ]
    with time_machine.travel(LATER, tick=False):
        short = [queries_of(client, page) for page in pages]
        for number in range(8):
            given(cast, make_unit(f"Sở {number}", parent=cast.committee), due_on=date(2018, 7, 9))
            given(cast, due_on=date(2018, 7, number + 1), division=cast.infrastructure, officer=cast.officer)
        for page, before in zip(pages, short, strict=True):
            assert more_queries(before, queries_of(client, page)) == [], page
