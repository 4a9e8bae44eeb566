"""Codes of tasks and assignments in addresses."""

from django.urls.converters import StringConverter


class Code(StringConverter):
    """NV-2018-004211, NV-2018-004211.2. Anything with other signs in it is no address at all."""

    regex = "[0-9A-Za-z.-]{1,30}"
