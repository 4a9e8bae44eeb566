"""The words that tasks and documents are found by, written in the transaction that changes what they say."""

from nhacviec.records.models import Document, Task
from nhacviec.rules.document_kinds import kind_of
from nhacviec.rules.periods import period_from_key
from nhacviec.rules.search_terms import joined_letters, search_text, symbol_words
from nhacviec.rules.words_deadlines import period_words

BATCH = 500


def searchable(task: Task) -> str:
    """Its code, what it says, its period ("quý III/2018"), its document or who spoke."""
    period = period_words(period_from_key(task.period_key)) if task.period_key else ""
    head = task.document
    symbol, abstract = (head.symbol, head.abstract) if head else ("", "")
    fields = (task.content, task.deliverable, period, symbol, abstract, task.spoken_by, task.spoken_at_event)
    return search_text(*fields, task.code, more=joined_letters(symbol))


def searchable_document(document: Document) -> str:
    """Its number, in halves too, its kind, abstract, issuer, signer and date."""
    kind = kind_of(document.kind)
    people = (document.signer_name, document.signer_title)
    fields = (document.symbol, kind.name if kind else "", document.abstract, document.issuer.name, *people)
    return search_text(*fields, f"ngày {document.issued_on:%d/%m/%Y}", more=symbol_words(document.symbol))


def follow_document(document: Document) -> None:
    """Its number or abstract changed: its tasks are found by the new ones. Nobody's page gets out of date."""
    tasks = list(Task.objects.filter(document=document).only("pk", *_READ).order_by("pk"))
    for task in tasks:
        task.document = document
        task.search_text = searchable(task)
    Task.objects.bulk_update(tasks, ["search_text"], batch_size=BATCH)


_READ = ("code", "content", "deliverable", "period_key", "document", "spoken_by", "spoken_at_event")
