"""The worker's part, and a real worker that is killed in the middle."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from nhacviec.actions import exports
from nhacviec.actions.export_store import full_path, sweep
from nhacviec.exports import making
from nhacviec.jobs.exporting import make_export
from nhacviec.records.models import Event, ExportFile
from tests.cast import Cast
from tests.exports.reading import rows_of, sheets_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EXPORTS_DIRECTORY = tmp_path / "exports"
    return tmp_path / "exports"


def asked(cast: Cast, who: str = "focal", query: str = "trang_thai=") -> ExportFile:
    return exports.ask(
        actor=cast.acting(who),
        now=timezone.now(),
        kind="nhiem-vu",
        query=query,
        title="Danh sách nhiệm vụ",
        rows=1,
        site="https://nhacviec.vidu.vn",
    )


def test_the_worker_makes_what_was_asked(cast: Cast, own_folder: Path) -> None:
    duty = cast.duty()
    export = asked(cast)
    make_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.rows_done, export.rows_total) == ("done", 1, 1)
    content = full_path(export.stored_name).read_bytes()
    assert [row[0] for row in rows_of(content, "Nhiệm vụ")] == [duty.code]
    assert export.size == len(content) and len(list(own_folder.iterdir())) == 1
    event = Event.objects.get(name="exported")
    assert event.actor == cast.focal and event.after["rows"] == 1
    make_export(export.pk)  # a job that runs twice
    assert Event.objects.filter(name="exported").count() == 1


def test_the_file_shows_what_may_be_seen_when_it_is_made(cast: Cast) -> None:
    duty = cast.duty(officer=cast.officer)
    export = asked(cast, "officer")
    duty.officer = cast.other_officer
    duty.save()
    make_export(export.pk)
    export.refresh_from_db()
    assert rows_of(full_path(export.stored_name).read_bytes(), "Nhiệm vụ") == []


def test_a_post_that_ended_gets_nothing_and_is_told_why(cast: Cast, own_folder: Path) -> None:
    cast.duty()
    export = asked(cast)
    cast.focal.posts.update(ended_at=timezone.now())
    make_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.failure, export.stored_name) == ("failed", "post_ended", "")
    assert list(own_folder.iterdir()) == []


def test_a_substitute_is_named_with_whom_he_stands_in_for(cast: Cast) -> None:
    cast.duty()
    post = cast.focal.posts.get()
    mine = cast.other_officer.posts.create(
        unit=post.unit,
        role=post.role,
        valid_from="2018-01-01",
        valid_to=timezone.now().date() + timedelta(days=9),
        stands_in_for=post,
    )
    export = asked(cast)
    ExportFile.objects.filter(pk=export.pk).update(person=cast.other_officer, post=mine)
    make_export(export.pk)
    export.refresh_from_db()
    told = {str(row[0]): row[1] for row in sheets_of(full_path(export.stored_name).read_bytes())["Thông tin"]}
    assert told["Người xuất"] == "Chuyên viên Kế hoạch" and told["Thay mặt"] == "Đầu mối Sở Xây dựng"
    assert Event.objects.get(name="exported").acting_for == cast.focal


def test_an_error_is_told_and_leaves_no_file(
    cast: Cast, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = asked(cast)
    monkeypatch.setattr(making, "load_calendar", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.failure) == ("failed", "error")
    assert list(own_folder.iterdir()) == []


# A worker that stops in the middle of the rows and waits to be killed there.
_DYING = """
import sys, time, os
sys.path.insert(0, os.getcwd())
os.environ["DJANGO_SETTINGS_MODULE"] = "nhacviec.config.settings"
from django.conf import settings
import django
django.setup()
settings.EXPORTS_DIRECTORY = sys.argv[2]
settings.DATABASES["default"]["NAME"] = sys.argv[3]
from nhacviec.exports import workbook
from nhacviec.jobs import exporting
workbook._AT_ONCE = 5
exporting.BEAT_SECONDS = 0.0
true_beat = exporting.exports.beat
def beat(**about):
    true_beat(**about)
    if about["rows_done"] >= 10:
        print("middle", flush=True)
        time.sleep(600)
exporting.exports.beat = beat
exporting.make_export(int(sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_is_followed_by_another_and_the_file_comes_once(
    cast: Cast, own_folder: Path
) -> None:
    codes = {cast.duty().code for _ in range(40)}
    export = asked(cast)
    database = str(connection.settings_dict["NAME"])
    worker = subprocess.Popen(
        [sys.executable, "-c", _DYING, str(export.pk), str(own_folder), database],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None and worker.stdout.readline().strip() == "middle"
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    worker.stdout.close()
    export.refresh_from_db()
    assert export.state == "running" and export.rows_done >= 10
    assert len(list(own_folder.glob("*.part"))) == 1
    make_export(export.pk)  # too early: the worker may only be slow
    export.refresh_from_db()
    assert export.state == "running" and export.attempt == 1
    silent = timezone.now() - exports.SILENT - timedelta(seconds=1)
    ExportFile.objects.filter(pk=export.pk).update(beat_at=silent)
    exports.retake(now=timezone.now())
    make_export(export.pk)
    export.refresh_from_db()
    assert (export.state, export.attempt, export.rows_done) == ("done", 2, 40)
    got = [row[0] for row in rows_of(full_path(export.stored_name).read_bytes(), "Nhiệm vụ")]
    assert len(got) == 40 and set(got) == codes
    assert Event.objects.filter(name="exported").count() == 1
    os.utime(next(own_folder.glob("*.part")), (time.time() - 7200,) * 2)
    assert sweep(now=timezone.now()) == 1
    assert [path.name for path in own_folder.iterdir()] == [export.stored_name]
