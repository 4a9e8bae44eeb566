import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from nhacviec.integrations.demo.organisation import MAIL_DOMAIN
from nhacviec.management.database_ready import require_ready_database
from nhacviec.records.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo_person() -> None:
    Person.objects.create(username="van_thu", full_name="Văn thư", email=f"van_thu@{MAIL_DOMAIN}")


def test_tables_in_step_are_ready() -> None:
    require_ready_database()


@pytest.mark.parametrize("command", ["web", "worker"])
def test_an_older_database_is_told_to_migrate(command: str) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("records", "0002_events_are_append_only")
    try:
        with pytest.raises(CommandError, match=r"còn 1 bước.*nhacviec migrate"):
            call_command(command)
    finally:
        recorder.record_applied("records", "0002_events_are_append_only")


def test_a_newer_database_is_left_alone() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("records", "9999_from_the_future")
    try:
        with pytest.raises(CommandError, match="9999_from_the_future"):
            require_ready_database()
    finally:
        recorder.record_unapplied("records", "9999_from_the_future")


@pytest.mark.usefixtures("demo_person")
def test_public_passwords_are_not_served_as_the_real_thing(settings: LazySettings) -> None:
    with pytest.raises(CommandError, match="mật khẩu ai cũng biết"):
        require_ready_database()
    settings.DEMO = True
    require_ready_database()


def test_the_demo_is_not_loaded_outside_demo_mode() -> None:
    with pytest.raises(CommandError, match="NHACVIEC_DEMO=1"):
        call_command("demo")
    assert not Person.objects.exists()
