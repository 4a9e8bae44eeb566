"""The register of documents as Excel."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.urls import reverse

from nhacviec.exports.asked import Asked, Prepared
from nhacviec.exports.cells import Kind, Link
from nhacviec.exports.workbook import Column, Table
from nhacviec.queries.access import documents_to_list
from nhacviec.queries.documents import Chosen, chosen, matching
from nhacviec.records.models import Document, Unit
from nhacviec.rules.document_kinds import DOCUMENT_KINDS, URGENCIES, kind_of
from nhacviec.rules.timeliness import LOCAL_ZONE
from nhacviec.rules.words_exports import ENTRY_STATES

COLUMNS = (
    Column("Số, ký hiệu", 20, Kind.LINK),
    Column("Ngày ban hành", 12, Kind.DAY, repeats=True),
    Column("Loại văn bản", 16, repeats=True),
    Column("Trích yếu", 60, Kind.LONG_TEXT),
    Column("Cơ quan ban hành", 26, repeats=True),
    Column("Người ký", 22, repeats=True),
    Column("Đơn vị tham mưu", 24, repeats=True),
    Column("Độ khẩn", 12, repeats=True),
    Column("Nhập nhiệm vụ", 20, repeats=True),
    Column("Hạn nhập", 12, Kind.DAY, repeats=True),
    Column("Số nhiệm vụ", 10, Kind.WHOLE, repeats=True),
)


def prepare(asked: Asked) -> Prepared:
    wanted = chosen(QueryDict(asked.query))
    rows = matching(documents_to_list(asked.actor), actor=asked.actor, **wanted)
    title = "Danh sách văn bản"
    return Prepared(
        title=title,
        count=rows.order_by().count(),
        file_name=f"van-ban-{asked.at.today:%Y-%m-%d}",
        words=_words(wanted),
        page=f"{reverse('documents.index')}{'?' if asked.query else ''}{asked.query}",
        tables=lambda: [
            Table(
                name="Văn bản",
                title=f"{title}, số liệu đến {asked.at.now.astimezone(LOCAL_ZONE):%H:%M %d/%m/%Y}",
                columns=COLUMNS,
                rows=_rows(rows, asked.site),
                total=lambda count: ["Tổng số văn bản", count, *[None] * (len(COLUMNS) - 2)],
            )
        ],
    )


def _rows(rows: QuerySet[Document], site: str) -> Iterator[tuple[Any, ...]]:
    start, end = reverse("documents.show", args=[0]).split("0")
    kinds = {kind.code: kind.name for kind in DOCUMENT_KINDS}
    urgencies = {level.code: level.name for level in URGENCIES}
    values = rows.values_list(
        "pk",
        "symbol",
        "issued_on",
        "kind",
        "abstract",
        Coalesce(NullIf(F("issuer__short_name"), Value("")), F("issuer__name")),
        "signer_name",
        Coalesce(NullIf(F("drafting_unit__short_name"), Value("")), F("drafting_unit__name")),
        "urgency",
        "entry_state",
        "entry_due_on",
        "task_count",
    )
    for (
        pk,
        symbol,
        issued_on,
        kind,
        abstract,
        issuer,
        signer,
        drafting,
        urgency,
        state,
        due,
        count,
    ) in values.iterator(chunk_size=2000):
        yield (
            Link(f"{site}{start}{pk}{end}", symbol),
            issued_on,
            kinds.get(kind, kind),
            abstract,
            issuer,
            signer,
            drafting,
            urgencies.get(urgency, urgency),
            ENTRY_STATES.get(state, state),
            due,
            count,
        )


def _words(wanted: Chosen) -> list[tuple[str, str]]:
    kind = kind_of(wanted["kind"])
    issuer = Unit.objects.filter(pk=wanted["issuer_id"]).first() if wanted["issuer_id"] else None
    lines = [
        ("Có các chữ", wanted["text"]),
        ("Loại văn bản", kind.name if kind else ""),
        ("Cơ quan ban hành", issuer.name if issuer else ""),
        ("Năm", str(wanted["year"] or "")),
        ("Nhập nhiệm vụ", ENTRY_STATES.get(wanted["entry_state"], "")),
    ]
    return [(label, value) for label, value in lines if value]
