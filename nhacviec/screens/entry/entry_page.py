"""The page of cards: what was sent, which cards that makes, and what is done with them."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhacviec.actions.tasks import SpokenDirection, draft_like, save_draft
from nhacviec.queries.drafts import task_to_copy, to_copy_from
from nhacviec.queries.monitors import MONITORS, monitor_choices
from nhacviec.queries.unit_book import UnitBook
from nhacviec.records.models import Document, Task, Unit
from nhacviec.rules.lifecycle import MoveNotAllowed
from nhacviec.rules.modules import Module, is_on
from nhacviec.rules.text import visible
from nhacviec.rules.units import COMMITTEE_KINDS, UnitKind
from nhacviec.rules.words import REFUSALS
from nhacviec.screens.entry.deadline_reading import Reckoner
from nhacviec.screens.entry.task_form import Desk, TaskForm, initial_of_copy
from nhacviec.screens.entry.unit_chips import NamedUnits
from nhacviec.screens.forms.choice_fields import RowField
from nhacviec.screens.forms.fields import LineField, OfficeDateField, OfficeForm, read_office_day
from nhacviec.screens.page.once import once
from nhacviec.screens.page.refused import sentence
from nhacviec.screens.page.request import OfficeRequest

MOST_CARDS = 100
SAVING = ("save", "issue")


class SpokenForm(OfficeForm):
    """What stands in the place of a document."""

    spoken_by = LineField(label=gettext_lazy("Người chỉ đạo"), limit=150)
    spoken_on = OfficeDateField(label=gettext_lazy("Ngày chỉ đạo"))
    spoken_at = LineField(label=gettext_lazy("Tại (cuộc họp, buổi làm việc)"), limit=250, required=False)
    superior = RowField(
        label=gettext_lazy("Thuộc cơ quan cấp trên"),
        help_text=gettext_lazy(
            "Chỉ chọn khi cấp trên chỉ đạo UBND tỉnh (Ban cán sự đảng): để UBND tỉnh chủ trì, ban hành xong "
            "thì giao xuống cơ quan."
        ),
    )

    def __init__(self, *args: Any, superiors: Iterable[Unit], **kwargs: Any) -> None:
        """`superiors`: none of them while that module is off; what was chosen before stays."""
        super().__init__(*args, **kwargs)
        offered = [(unit, unit.name) for unit in superiors]
        if offered:
            self.fields["superior"].offer(offered, keep=self.initial.get("superior"))  # type: ignore[attr-defined]
        else:
            del self.fields["superior"]

    @property
    def said_by(self) -> Unit | None:
        """Which of those above; asked of a form that is valid."""
        data = self.cleaned_data if "superior" in self.fields else self.initial
        found: Unit | None = data.get("superior")
        return found

    def direction(self) -> SpokenDirection:
        data = self.cleaned_data
        return SpokenDirection(
            by=data["spoken_by"], on=data["spoken_on"], at=data["spoken_at"], superior=self.said_by
        )


def unsent(request: OfficeRequest) -> dict[str, Any]:
    """Buttons that only rearrange the page (one more card, a copy) complain about nothing yet."""
    return {"given_back": True} if request.method == "POST" and _deed(request) not in SAVING else {}


def _deed(request: OfficeRequest) -> str:
    return request.POST.get("do", "save")


class EntryPage:
    """`sent`: what `fields.typed` found. Exactly one of `document` and `spoken`."""

    def __init__(
        self,
        request: OfficeRequest,
        drafts: list[Task],
        sent: dict[str, Any],
        *,
        document: Document | None = None,
        spoken: SpokenForm | None = None,
    ) -> None:
        self.request, self.drafts, self.sent = request, drafts, sent
        self.document, self.spoken = document, spoken
        self.desk = Desk(
            UnitBook(request.today, from_above=self._from_above()),
            monitor_choices(request.today),
            Reckoner(request.office.calendar, request.office.policy, self._given_on()),
        )
        self.problem = ""
        self.found: list[Task] = []
        self.cards = (
            self._cards_sent()
            if sent
            else [TaskForm(desk=self.desk, task=t, prefix=f"t{i}") for i, t in enumerate(drafts)]
        )
        if not self.cards:
            self._add_card()

    def answer(self, context: dict[str, Any]) -> HttpResponse:
        status = 200
        if self.request.method == "POST":
            if _deed(self.request) in SAVING:
                answer = self._save()
                if answer is not None:
                    return answer
                status = 422
            else:
                self._rearrange(_deed(self.request))
        context |= {
            "cards": self.cards,
            "blank": TaskForm(desk=self.desk, prefix="__n__", initial=self._proposed()),
            "spoken": self.spoken,
            "given_on": self.desk.reckoner.given_on,
            "problem": self.problem,
            "found": self.found,
            "search": visible(self.request.POST.get("copy", ""))[:200],
            "field_monitors_json": json.dumps(self._field_monitors()),
            "too_many": len(self.cards) >= MOST_CARDS,
        }
        return render(self.request, "entry/edit.html", context, status=status)

    def _from_above(self) -> bool:
        """Whether the Committee itself may be named as the one that does it."""
        if self.document is not None and self.document.issuer.kind != UnitKind.SUPERIOR:
            return False
        return is_on(Module.SUPERIORS, self.request.office.policy)

    def _given_on(self) -> Any:
        if self.document is not None:
            return self.document.issued_on
        assert self.spoken is not None
        return read_office_day(str(self.spoken["spoken_on"].value() or "")) or self.request.today

    def _cards_sent(self) -> list[TaskForm]:
        data = self.sent["data"]
        count = data.get("count", "")
        number = (
            min(int(count), MOST_CARDS) if count.isascii() and count.isdecimal() and len(count) < 6 else 0
        )
        by_code = {task.code: task for task in self.drafts}
        waits = unsent(self.request) or {k: v for k, v in self.sent.items() if k == "given_back"}
        cards = []
        for i in range(number):
            task = by_code.get(data.get(f"t{i}-code", ""))
            strict = data.get("do") == "issue"
            cards.append(TaskForm(data, desk=self.desk, task=task, prefix=f"t{i}", strict=strict, **waits))
        return cards

    def _proposed(self) -> dict[str, Any]:
        unit = self.document.drafting_unit_id if self.document else self.request.actor.unit_id
        proposed: dict[str, Any] = dict(self.desk.monitors.proposed_for(unit))
        if self.document and self.document.signer_name:
            leaders = self.desk.monitors.people["committee_leader"]
            signer = [person for person, _u in leaders if person.full_name == self.document.signer_name]
            proposed |= {"committee_leader": signer[0]} if signer else {}
        return proposed

    def _add_card(self, initial: dict[str, Any] | None = None) -> None:
        if len(self.cards) < MOST_CARDS:
            card = TaskForm(desk=self.desk, prefix=f"t{len(self.cards)}", initial=initial or self._proposed())
            self.cards.append(card)

    def _rearrange(self, deed: str) -> None:
        """One more card; or look for an earlier task; or a card that begins as its copy."""
        if deed == "find":
            self.found = to_copy_from(self.request.actor, visible(self.request.POST.get("copy", ""))[:200])
            if not self.found:
                self.problem = _("Không tìm thấy nhiệm vụ nào để sao chép.")
            return
        if not deed.startswith("copy:"):
            self._add_card()
            return
        task = task_to_copy(self.request.actor, visible(deed.removeprefix("copy:")))
        if task is not None:
            self._add_card(initial_of_copy(draft_like(task, today=self.request.today)))

    def _save(self) -> HttpResponse | None:
        """Save what is filled in; None when something is wrong and the page is to be shown again."""
        kept = [card for card in self.cards if not card.is_blank and not card.is_removed]
        removed = [
            visible(str(card["code"].value()))
            for card in self.cards
            if card.is_removed and card["code"].value()
        ]
        for card in self.cards:
            if card not in kept:
                card.given_back = True  # nothing to complain about
        right = [card.is_valid() for card in kept]
        if self.spoken is not None:
            right.append(self.spoken.is_valid() and self._said_to_the_committee(self.spoken, kept))
        if not all(right):
            self.problem = _("Chưa lưu: còn mục cần sửa, được đánh dấu bên dưới.")
            return None
        if not kept and _deed(self.request) == "issue":
            self.problem = REFUSALS["nothing_to_issue"]
            return None
        try:
            return redirect(once(self.request, lambda: self._save_all(kept, removed)))
        except MoveNotAllowed as refused:
            self.problem = sentence(refused)
            return None

    def _said_to_the_committee(self, spoken: SpokenForm, kept: list[TaskForm]) -> bool:
        """Only those above give the Committee a task."""
        for card in kept if spoken.said_by is None else []:
            leads = card.cleaned_data.get("leads") or NamedUnits()
            if any(unit.kind in COMMITTEE_KINDS for unit in leads.units):
                said = _(
                    "Chỉ cấp trên giao việc cho UBND tỉnh: hãy chọn cơ quan cấp trên đã chỉ đạo, ở phần đầu."
                )
                card.add_error("leads", said)
        return not any(card.errors for card in kept)

    def _save_all(self, kept: list[TaskForm], removed: list[str]) -> str:
        tasks = save_draft(
            actor=self.request.actor,
            now=self.request.now,
            document=self.document,
            spoken=self.spoken.direction() if self.spoken else None,
            tasks=[card.draft(self._copied_from(card)) for card in kept],
            removed=removed,
        )
        to_issue = _deed(self.request) == "issue"
        if not to_issue:
            messages.success(self.request, _("Đã lưu nháp %(count)s nhiệm vụ.") % {"count": len(tasks)})
        if self.document is not None:
            return reverse("entry.issue" if to_issue else "entry.edit", args=[self.document.pk])
        if not tasks:
            return reverse("entry.start")
        return reverse("entry.issue_spoken" if to_issue else "entry.spoken_edit", args=[tasks[0].code])

    def _copied_from(self, card: TaskForm) -> Task | None:
        code = card.cleaned_data["copied_from"]
        return task_to_copy(self.request.actor, code) if code else None

    def _field_monitors(self) -> dict[str, dict[str, int]]:
        """For the page's script: whom a field proposes."""
        return {
            str(field.pk): {name: pk for name in MONITORS if (pk := getattr(field, f"{name}_id"))}
            for field in self.desk.monitors.fields
        }
