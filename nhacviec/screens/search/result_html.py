"""How a task that was found looks: `{% found_task result %}`; twenty of them stand on a page."""

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhacviec.screens.page.html import fill
from nhacviec.screens.page.tags import chip_of, day, icon, state_badge, url_of_code
from nhacviec.screens.search.results import TaskResult

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
    if task.document and result.symbol:
        return fill("<span>{} {}</span>", result.symbol, day(task.document.issued_on))
    if task.spoken_by:
        return fill("<span>{} {}</span>", _("Chỉ đạo trực tiếp"), day(task.spoken_on))
    return SafeString("")


def _whose(context: RequestContext, result: TaskResult) -> SafeString:
    duty = result.duty
    if duty is None:
        return SafeString("")
    others = " " + _("và {count} đơn vị").format(count=result.others) if result.others > 0 else ""
    chip = chip_of(duty, context["request"].office)
    return fill("<span>{}{}</span>{}{}", duty.unit.label, others, state_badge(duty.state), chip)
