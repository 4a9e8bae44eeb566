"""How a person wants a list to look: his own business, no line of history."""

from collections.abc import Sequence

from nhacviec.records.models import ListLayout
from nhacviec.rules.list_columns import BY_KEY, MOST


def keep_layout(*, person_id: int, page: str, columns: Sequence[str], is_dense: bool) -> None:
    """`columns`: keys in their order; none is the standard set. Unknown keys are left out."""
    known = [key for key in dict.fromkeys(columns) if key in BY_KEY][:MOST]
    ListLayout.objects.update_or_create(
        person_id=person_id, page=page, defaults={"columns": known, "is_dense": is_dense}
    )
