"""Where units stood before they were moved. What was moved already is told by the history, newest line first,
as far back as the names in it say which unit is meant; before that the tree counts as it is then.
"""

from zoneinfo import ZoneInfo

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def tell_from_history(apps, schema_editor):
    Unit, Event = apps.get_model("records", "Unit"), apps.get_model("records", "Event")
    FormerPlace = apps.get_model("records", "FormerPlace")
    units = Unit.objects.values_list("pk", "name", "parent")
    names, parents = {pk: name for pk, name, _ in units}, {pk: parent for pk, _, parent in units}
    places = {}
    lines = Event.objects.filter(name__in=["unit_changed", "unit_created"], unit__isnull=False)
    for line in lines.order_by("-id").values("name", "unit", "before", "recorded_at"):
        unit, before = line["unit"], line["before"]
        if line["name"] == "unit_created":
            names.pop(unit, None)  # before this day no name means it
            continue
        if "parent" in before:
            found = [pk for pk, name in names.items() if name == before["parent"]]
            if len(found) != 1 and before["parent"]:
                break  # nobody can tell any more; what was before that stays as it is here
            old = found[0] if before["parent"] else None
            if old is not None and unit in _lineage(old, parents):
                break
            day, parents[unit] = line["recorded_at"].astimezone(_ZONE).date(), old
            for pk in parents:
                lineage = _lineage(pk, parents)
                if unit in lineage:
                    places[pk, day] = lineage  # of several moves on one day the first one's
        if "name" in before:
            names[unit] = before["name"]
    FormerPlace.objects.bulk_create(
        FormerPlace(unit_id=pk, until=day, lineage=lineage) for (pk, day), lineage in places.items()
    )


def _lineage(pk, parents):
    found = []
    while pk is not None and pk not in found:
        found.append(pk)
        pk = parents.get(pk)
    return found[::-1]


class Migration(migrations.Migration):
    dependencies = [("records", "0025_reminders_due")]
    operations = [
        migrations.CreateModel(
            name="FormerPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField()),
                (
                    "lineage",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["until"], name="former_place_until")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "until"), name="former_place_once_a_day")
                ],
            },
        ),
        migrations.RunPython(tell_from_history, migrations.RunPython.noop),
    ]
