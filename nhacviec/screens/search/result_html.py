"""How what was found looks: `{% found_task result %}` and others; forty of them stand on a page."""

from datetime import date

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import chip_of, day, icon, state_badge, url_of_code
from nhacviec.screens.search.results import DocumentResult, RequestResult, SubmissionResult, TaskResult

register = template.Library()


@register.simple_tag(takes_context=True)
def found_task(context: RequestContext, result: TaskResult, focus: bool = False) -> SafeString:
    """`focus`: the first of those fetched by "xem thêm", where reading goes on."""
    task, url = result.task, url_of_code("tasks.show", result.task.code)
    star = SafeString("")
    if task.is_starred:
        star = fill(
            '{}<span class="visually-hidden">{}</span>', icon("star-filled", "text-yellow"), _("Trọng tâm")
        )
    return fill(
        '<li class="result row-body"><div class="what">'
        '<a class="result-text" href="{0}" data-href="{0}"{1}>{2}{3}</a></div>{4}'
        '<p class="result-facts text-secondary"><span class="code">{5}</span>{6}{7}</p></li>',
        url,
        " autofocus" if focus else "",
        star,
        result.content,
        fill('<p class="result-also">{}</p>', result.also) if result.also else "",
        task.code,
        _where_from(result),
        _whose(context, result),
    )


def _where_from(result: TaskResult) -> SafeString:
    task = result.task
    if result.symbol:
        return fill("<span>{} {}</span>", result.symbol, day(task.issued_on))
    if task.spoken_by:
        return fill("<span>{} {}</span>", _("Chỉ đạo trực tiếp"), day(task.spoken_on))
    return SafeString("")


def _whose(context: RequestContext, result: TaskResult) -> SafeString:
    duty = result.duty
    if duty is None:
        return SafeString("")
    others = " " + _("và {count} đơn vị").format(count=result.others) if result.others > 0 else ""
    chip = chip_of(duty, context["request"].office)
    return fill(
        "<span>{}{}</span>{}{}", duty.unit_short or duty.unit_name, others, state_badge(duty.state), chip
    )


@register.simple_tag
def found_document(result: DocumentResult, focus: bool = False) -> SafeString:
    row, facts = result.document, [_day(result.document.issued_on)]
    facts.append(fill("{}", row.issuer_short or row.issuer_name))
    return _item(reverse("documents.show", args=[row.pk]), result.symbol, facts, result.abstract, focus=focus)


@register.simple_tag
def found_submission(result: SubmissionResult, focus: bool = False) -> SafeString:
    row = result.submission
    unit = row.unit_short or row.unit_name
    whose = _("%(unit)s trình %(above)s") % {"unit": unit, "above": row.above} if result.is_upward else unit
    facts = [_day(row.dated_on), fill("{}", whose), fill("{}", result.state)]
    return _item(result.url, result.symbol, facts, result.abstract, focus=focus)


@register.simple_tag
def found_request(result: RequestResult, focus: bool = False) -> SafeString:
    row = result.request
    names = {"asking": row.asking_short or row.asking_name, "unit": row.unit_short or row.unit_name}
    head = fill("{}", _("%(asking)s hỏi %(unit)s") % names)
    facts = [result.symbol] if row.symbol else []
    facts += [_day(row.asked_on), fill("{}", result.state)]
    return _item(reverse("coordinations.show", args=[row.pk]), head, facts, result.content, focus=focus)


def _item(
    url: str, head: SafeString, facts: list[SafeString], text: SafeString, *, focus: bool
) -> SafeString:
    return fill(
        '<li class="result row-body"><span class="what"><a class="result-head" href="{0}" data-href="{0}"{1}>'
        '<strong>{2}</strong></a></span> <span class="text-secondary">{3}</span>'
        '<p class="result-text">{4}</p></li>',
        url,
        SafeString(" autofocus") if focus else "",
        head,
        SafeString(" · ".join(facts)),
        text,
    )


def _day(value: date | None) -> SafeString:
    return fill("{}", day(value))
