"""How a row of a list looks: the only place. `{% list_row row %}` on pages, and in the answer to a step.

Written here and not in a template, since fifty rows of a template took longer than everything else of the
list. Whatever is put into a `fill` is escaped.
"""

from functools import cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nhacviec.rules.lifecycle import Move
from nhacviec.screens.assignments.cells import cell
from nhacviec.screens.assignments.row import Row, RowKind
from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import url_of_move, word

register = template.Library()
_ = cache(gettext)  # one language, and a list says the same word in every row


@register.simple_tag
def list_row(row: Row) -> SafeString:
    duty = row.duty
    return fill(
        '<tbody id="row-{0}" class="row-body{1}"><tr>{2}{3}<td class="row-steps d-print-none">{4}</td></tr>'
        '<tr class="step-row"><td colspan="{5}" id="step-{0}"></td></tr></tbody>',
        duty.id,
        " unseen" if row.unseen else "",
        _box(row) if row.kind is RowKind.SELECTABLE else "",
        SafeString("".join([cell(key, row) for key in row.columns])),
        SafeString("".join([_step(row, step, number) for number, step in enumerate(row.steps)])),
        row.width,
    )


def _box(row: Row) -> SafeString:
    return fill(
        '<td class="choose d-print-none"><input class="form-check-input" type="checkbox" name="chon" '
        'value="{0}" aria-label="{1} {0}"></td>',
        row.duty.code,
        _("Chọn"),
    )


def _step(row: Row, move: Move, number: int) -> SafeString:
    """The form of a step opens below the row; without JavaScript on a page of its own."""
    return fill(
        '<a class="btn btn-sm{0}" href="{1}" hx-get="{1}?o={2}" hx-target="#step-{3}" hx-swap="innerHTML" '
        'aria-label="{4} {5}">{6}</a>',
        "" if number else " btn-primary",
        url_of_move(move, row.duty.code),
        row.kind.value,
        row.duty.id,
        word(move, "move"),
        row.duty.code,
        word(move, "row_step"),
    )
