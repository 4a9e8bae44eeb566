"""How a message to another system is signed, and that what it is told of is sorted once."""

import pytest

from nhacviec.rules.events import EventName
from nhacviec.rules.webhooks import TOPIC_OF, TOPICS, Topic, headers_of, written_secret


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of the Standard Webhooks libraries."""
    headers = headers_of(
        b'{"test": 2432232314}',
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        moment=1614265330,
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_what_is_no_secret_signs_nothing() -> None:
    assert written_secret(b"\x00" * 24) == "whsec_" + "A" * 32
    with pytest.raises(ValueError, match="not a secret"):
        headers_of(b"", message_id="m", moment=0, secret="whsec_ý")


def test_every_event_has_one_topic_at_most() -> None:
    assert set(TOPICS) == set(Topic)
    assert sum(map(len, TOPICS.values())) == len(TOPIC_OF)
    told = {EventName(name) for name in TOPIC_OF}
    private = {EventName.DRAFTED, EventName.INSTRUCTED, EventName.PASSWORD_RESET, EventName.SEEN}
    assert not told & private
