"""The ways out of the system to a person. To add one: a file in channels/, a line here, its name in
rules/notices.OUTSIDE, its job in jobs/schedule. Read by the worker only: some of them bring much along."""

from collections.abc import Mapping

from nhacviec.notify.channels import email, gateway, webhook, webpush
from nhacviec.notify.channels.way import Way
from nhacviec.rules.notices import Channel

WAYS: Mapping[Channel, Way] = {
    Channel.EMAIL: email,
    Channel.APPRISE: gateway,
    Channel.WEBHOOK: webhook,
    Channel.WEB_PUSH: webpush,
}
