"""Few rows found among many: what two readings of a day tell differently, what was answered and noted in a
period, what was changed in the calendar. Built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

INDEXES = {
    "standing": models.Index(
        fields=["recorded_to", "unit"],
        include=("recorded_from", "happened_from", "happened_to", "duty", "assignment"),
        condition=models.Q(
            ("recorded_from", models.F("happened_from")),
            ("recorded_to", models.F("happened_to")),
            _negated=True,
        ),
        name="standing_read_differently",
    ),
    "answer": models.Index(fields=["answered_at"], include=("assignment",), name="answer_moment"),
    "progressnote": models.Index(fields=["noted_at"], include=("assignment",), name="progress_moment"),
    "event": models.Index(
        fields=["recorded_at"],
        condition=models.Q(("name__in", ["calendar_changed", "calendar_imported"])),
        name="event_of_calendar",
    ),
}


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("records", "0026_former_places")]
    operations = [AddIndexConcurrently(model_name=model, index=index) for model, index in INDEXES.items()]
