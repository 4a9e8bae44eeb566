"""How a line of a history looks: `{% story_line line show_unit %}`. Written here and not in a template, since
fifty of them took longer there than everything else of the page. Whatever is put into a `fill` is escaped.
"""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nhacviec.queries.story import Change, Line
from nhacviec.screens.page.html import fill

register = template.Library()
_ = cache(gettext)  # one language, and a history says the same word in every line
NOTHING = SafeString("")


@register.simple_tag
def story_line(line: Line, show_unit: bool = False) -> SafeString:
    """`show_unit`: where the lines are of several units."""
    return fill(
        '<li{}><div class="moment">{}</div>\n<div><strong>{}</strong>{} '
        '<span class="text-secondary">– {}</span>{}{}{}</div></li>\n',
        SafeString(' class="routine"') if line.routine else NOTHING,
        _moment(line),
        line.title,
        fill(" · {}", line.unit) if show_unit and line.unit else NOTHING,
        _actor(line),
        fill('<div class="prewrap stand-out">{}</div>', line.text) if line.text else NOTHING,
        fill('<div class="prewrap">{}</div>', line.event.reason) if line.event.reason else NOTHING,
        fill('<ul class="changes">{}</ul>', _changes(line.changes)) if line.changes else NOTHING,
    )


def _moment(line: Line) -> SafeString:
    if line.recorded_late:
        return SafeString(render_to_string("layout/moment.html", {"event": line.event}))
    return fill('<time datetime="{}">{}</time>', line.moment.isoformat(), line.when)


def _actor(line: Line) -> str:
    if not line.actor:
        return _("hệ thống")
    if not line.acting_for:
        return line.actor
    return f"{line.actor} ({_('thay mặt {name}').format(name=line.acting_for)})"


def _changes(changes: list[Change]) -> SafeString:
    return SafeString("".join([_change(change) for change in changes]))


def _change(change: Change) -> SafeString:
    return fill(
        '<li><span class="text-secondary">{}:</span> {}<span class="prewrap">{}</span></li>',
        change.label,
        fill("<del>{}</del> → ", change.before) if change.before else NOTHING,
        change.after or "–",
    )
