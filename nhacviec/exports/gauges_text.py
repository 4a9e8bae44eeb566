"""The numbers of queries/gauges in the text form that Prometheus reads."""

from collections.abc import Iterable
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from nhacviec.queries.gauges import Gauges
from nhacviec.queries.watchdog import LIMIT, not_running
from nhacviec.rules.notices import Channel, DeliveryState

CONTENT_TYPE = CONTENT_TYPE_LATEST


def text_of(found: Gauges, *, now: datetime) -> bytes:
    registry = CollectorRegistry()
    registry.register(_Once(found, now))
    return generate_latest(registry)


class _Once(Collector):
    def __init__(self, found: Gauges, now: datetime) -> None:
        self._found, self._now = found, now

    def collect(self) -> Iterable[Metric]:
        found, now = self._found, self._now
        yield self._runs()
        yield _one("late", f"1 when something stands still for more than {LIMIT}", bool(not_running(now)))
        yield from self._messages()
        yield _one("reminder_steps_due", "Duties whose reminder is due and not taken", found.steps_due)
        yield _one("reminder_step_oldest_seconds", "For how long", _age(found.oldest_step_at, now))
        yield _one("reminders_untold", "Reminders taken of which nobody was told", found.unfolded)
        yield _one("events_untold", "Events of which nobody was told", found.untold)
        yield _one("events_parked", "Events that could not be told", found.parked)
        yield _one("jobs_waiting", "Work in the background that could begin", found.jobs)
        yield _one(
            "job_oldest_seconds", "For how long the oldest of it waits", _age(found.oldest_job_at, now)
        )

    def _runs(self) -> Metric:
        family = GaugeMetricFamily(
            "nhacviec_last_run_seconds", "Since when it last ran to its end; +Inf: never", labels=["what"]
        )
        for what, moment in self._found.beats.items():
            family.add_metric([what], float("inf") if moment is None else _age(moment, self._now))
        return family

    def _messages(self) -> Iterable[Metric]:
        """Every channel that was ever used or not, so that an alarm finds a 0 and not a gap."""
        waiting = GaugeMetricFamily("nhacviec_messages", "Messages not settled", labels=["channel", "state"])
        lost = GaugeMetricFamily(
            "nhacviec_messages_given_up", "Messages of the last day that nobody will get", labels=["channel"]
        )
        oldest = GaugeMetricFamily(
            "nhacviec_message_oldest_seconds", "For how long the oldest should have gone", labels=["channel"]
        )
        states = (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.FAILED, DeliveryState.UNCERTAIN)
        for channel in Channel:
            if channel is Channel.IN_APP:
                continue  # nothing leaves the system
            of_channel = self._found.channels.get(channel)
            for state in states:
                waiting.add_metric([channel, state], of_channel.by_state.get(state, 0) if of_channel else 0)
            lost.add_metric([channel], of_channel.given_up if of_channel else 0)
            oldest.add_metric([channel], _age(of_channel.oldest_due_at if of_channel else None, self._now))
        return (waiting, lost, oldest)


def _one(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(f"nhacviec_{name}", said, value=float(value))


def _age(moment: datetime | None, now: datetime) -> float:
    """0 when nothing waits."""
    return 0.0 if moment is None else max(0.0, (now - moment).total_seconds())
