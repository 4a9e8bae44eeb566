"""HTML written by functions, where a page has hundreds of the same."""

from html import escape

from django.utils.safestring import SafeString


def fill(html: str, *values: object) -> SafeString:
    """Django's format_html in a third of its time: every value is escaped that is not HTML of ours already.

    Only SafeString is taken for such HTML; no names in `html`, only {} and {0}."""
    return SafeString(html.format(*[v if isinstance(v, SafeString) else escape(str(v)) for v in values]))
