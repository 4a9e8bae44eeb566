"""An index that is the beginning of another one is kept in step for nothing, with every write."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Only the indexes go: to alter the fields would check their foreign keys anew, over the largest tables.
TWICE = (
    "records_assignment_division_id_e44b26d7",
    "records_assignment_officer_id_e665156f",
    "records_assignment_unit_id_62c7e02b",
    "records_event_actor_id_2ee37abb",
    "records_event_assignment_id_70de055e",
    "records_event_task_id_121f9951",
    "records_task_committee_leader_id_d80f1f5b",
    "records_task_document_id_246983fa",
    "records_task_office_leader_id_21df1bf8",
    "records_task_series_id_aacb6a12",
    "records_task_specialist_id_0e324d1f",
)


class Migration(migrations.Migration):
    dependencies = [("records", "0038_deadlines_follow_the_calendar")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([f"DROP INDEX IF EXISTS {name}" for name in TWICE], migrations.RunSQL.noop)
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="assignment",
                    name="division",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.unit",
                    ),
                ),
                migrations.AlterField(
                    model_name="assignment",
                    name="officer",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="assignment",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="records.unit",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="actor",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="assignment",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.assignment",
                    ),
                ),
                migrations.AlterField(
                    model_name="event",
                    name="task",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="records.task",
                    ),
                ),
                migrations.AlterField(
                    model_name="task",
                    name="committee_leader",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_leader_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Lãnh đạo UBND tỉnh theo dõi",
                    ),
                ),
                migrations.AlterField(
                    model_name="task",
                    name="document",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="records.document",
                        verbose_name="Văn bản",
                    ),
                ),
                migrations.AlterField(
                    model_name="task",
                    name="office_leader",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_leader_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Lãnh đạo Văn phòng theo dõi",
                    ),
                ),
                migrations.AlterField(
                    model_name="task",
                    name="series",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="records.task",
                    ),
                ),
                migrations.AlterField(
                    model_name="task",
                    name="specialist",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="specialist_tasks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Chuyên viên theo dõi",
                    ),
                ),
            ],
        )
    ]
