"""A file is made once, whoever dies over it, and only by the last who took it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from nhacviec.actions import exports
from nhacviec.actions.export_store import full_path, sweep
from nhacviec.actions.exports import MOST_ATTEMPTS, SILENT, ExportLost
from nhacviec.records.models import Event, ExportFile
from nhacviec.rules.lifecycle import MoveNotAllowed
from tests.cast import Cast
from tests.make import NOW
from tests.threads import at_once, errors_in


@pytest.fixture(autouse=True)
def own_folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.EXPORTS_DIRECTORY = tmp_path
    return tmp_path


def asked(cast: Cast, **about: object) -> ExportFile:
    values = {"kind": "nhiem-vu", "query": "", "title": "Danh sách", "rows": 3000, "site": "http://a.vn"}
    return exports.ask(actor=cast.acting("focal"), now=NOW, **(values | about))  # type: ignore[arg-type]


def written(export: ExportFile) -> Path:
    part = exports.unfinished_part(export)
    part.write_bytes(b"PK")
    return part


def finished(cast: Cast, export: ExportFile, part: Path) -> None:
    exports.finish(export=export, actor=cast.acting("focal"), part=part, rows=3000, now=NOW)


def test_asking_queues_one_job(cast: Cast) -> None:
    export = asked(cast)
    [job] = ProcrastinateJob.objects.all()
    assert job.task_name == "make_export" and job.args == {"export_id": export.pk}
    assert exports.retake(now=NOW + 5 * SILENT) == 0  # it is queued already
    assert ProcrastinateJob.objects.count() == 1


def test_a_waiting_file_is_claimed_once(cast: Cast) -> None:
    export = asked(cast)
    first = exports.claim(export_id=export.pk, now=NOW)
    assert first is not None and first.attempt == 1
    assert exports.claim(export_id=export.pk, now=NOW + SILENT) is None
    assert exports.claim(export_id=export.pk + 1, now=NOW) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_gets_it(cast: Cast) -> None:
    export = asked(cast)

    def take() -> ExportFile | None:
        return exports.claim(export_id=export.pk, now=NOW)

    got = at_once(take, take, take)
    assert not errors_in(got) and sum(one is not None for one in got) == 1


def test_a_silent_worker_loses_the_file_to_the_next_and_cannot_deliver(cast: Cast) -> None:
    export = asked(cast)
    slow = exports.claim(export_id=export.pk, now=NOW)
    late = NOW + SILENT + timedelta(seconds=1)
    fast = exports.claim(export_id=export.pk, now=late)
    assert slow is not None and fast is not None and fast.attempt == 2
    parts = written(slow), written(fast)
    assert parts[0] != parts[1]
    with pytest.raises(ExportLost):
        exports.beat(export=slow, rows_done=10, now=late)
    with pytest.raises(ExportLost):
        finished(cast, slow, parts[0])
    finished(cast, fast, parts[1])
    with pytest.raises(ExportLost):
        finished(cast, fast, parts[0])
    export.refresh_from_db()
    assert export.state == "done" and full_path(export.stored_name).read_bytes() == b"PK"
    assert Event.objects.filter(name="exported").count() == 1


def test_a_sign_of_life_keeps_the_file(cast: Cast) -> None:
    export = asked(cast)
    mine = exports.claim(export_id=export.pk, now=NOW)
    assert mine is not None
    exports.beat(export=mine, rows_done=10, now=NOW + SILENT)
    assert exports.claim(export_id=export.pk, now=NOW + SILENT + timedelta(seconds=1)) is None


def test_a_lost_job_is_queued_again(cast: Cast) -> None:
    export = asked(cast)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert exports.retake(now=NOW) == 0
    assert exports.retake(now=NOW + 2 * SILENT) == 1
    assert ProcrastinateJob.objects.get().args == {"export_id": export.pk}


def test_what_kills_every_worker_is_given_up(cast: Cast) -> None:
    export = asked(cast)
    for number in range(MOST_ATTEMPTS):
        assert exports.claim(export_id=export.pk, now=NOW + 2 * number * SILENT) is not None
    assert exports.claim(export_id=export.pk, now=NOW + 20 * SILENT) is None
    export.refresh_from_db()
    assert (export.state, export.failure) == ("failed", "gave_up")


def test_a_cancelled_file_is_not_delivered(cast: Cast) -> None:
    export = asked(cast)
    mine = exports.claim(export_id=export.pk, now=NOW)
    assert mine is not None and exports.cancel(export=export, now=NOW)
    with pytest.raises(ExportLost):
        finished(cast, mine, written(mine))
    assert exports.cancel(export=export, now=NOW) is False
    assert not Event.objects.filter(name="exported").exists()


def test_the_queue_of_one_person_is_short(cast: Cast) -> None:
    for _ in range(exports.MOST_UNFINISHED):
        last = asked(cast)
    with pytest.raises(MoveNotAllowed, match="too_many_exports"):
        asked(cast)
    exports.cancel(export=last, now=NOW)
    asked(cast)


@pytest.mark.django_db(transaction=True)
def test_the_queue_is_short_for_impatient_fingers_too(cast: Cast) -> None:
    got = at_once(*[lambda: asked(cast)] * 6)
    assert len(errors_in(got)) == 6 - exports.MOST_UNFINISHED


def test_old_files_are_deleted_with_their_content(
    cast: Cast, settings: LazySettings, django_capture_on_commit_callbacks: object
) -> None:
    export = exports.claim(export_id=asked(cast).pk, now=NOW)
    assert export is not None
    finished(cast, export, written(export))
    export.refresh_from_db()
    kept = timedelta(days=settings.EXPORT_DAYS)
    assert exports.expire(now=NOW + kept) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert exports.expire(now=NOW + kept + timedelta(seconds=1)) == 1
    assert not full_path(export.stored_name).exists() and not ExportFile.objects.exists()


def test_what_killed_workers_left_is_swept(cast: Cast, own_folder: Path) -> None:
    export = exports.claim(export_id=asked(cast).pk, now=NOW)
    assert export is not None
    finished(cast, export, written(export))
    export.refresh_from_db()
    written(export)
    (own_folder / "khong-ai-biet.xlsx").write_bytes(b"PK")
    long_ago = full_path(export.stored_name).stat().st_mtime
    assert sweep(now=datetime.fromtimestamp(long_ago, UTC)) == 0
    assert sweep(now=datetime.fromtimestamp(long_ago, UTC) + timedelta(hours=2)) == 2
    assert [path.name for path in own_folder.iterdir()] == [export.stored_name]
