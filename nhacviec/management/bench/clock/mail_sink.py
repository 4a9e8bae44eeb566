"""A mail server that keeps nothing but the Message-ID of each letter: `-m … mail_sink`.

Says its port in the first line. When its input ends it says as JSON how many letters came, which, and the
seconds between the first and the last one. Of the standard library: nothing for it need be installed.
"""

import asyncio
import json
import re
import socket
import sys
import time
from dataclasses import dataclass, field

_ID = re.compile(rb"^message-id:\s*(<[^>]*>)", re.IGNORECASE | re.MULTILINE)
_LONGEST = 2**20


@dataclass
class Sink:
    """What came in so far."""

    ids: list[str] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0

    def take(self, letter: bytes) -> None:
        found = _ID.search(letter)
        self.ids.append(found.group(1).decode() if found else "")
        self.last = time.monotonic()
        self.first = self.first or self.last

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One conversation (RFC 5321): a letter is answered when it is here as a whole."""

        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        own = writer.get_extra_info("socket")
        own.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        say("220 sink")
        try:
            while line := await reader.readline():
                match line[:4].upper():
                    case b"EHLO" | b"HELO" | b"MAIL" | b"RCPT" | b"RSET" | b"NOOP":
                        say("250 ok")
                    case b"DATA":
                        say("354 go on")
                        await writer.drain()
                        self.take(await reader.readuntil(b"\r\n.\r\n"))
                        say("250 taken")
                    case b"QUIT":
                        say("221 bye")
                        break
                    case _:
                        say("502 unknown")
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def as_json(self) -> str:
        return json.dumps({"ids": self.ids, "seconds": self.last - self.first})


async def serve() -> None:
    sink = Sink()
    server = await asyncio.start_server(sink.talk, "127.0.0.1", 0, limit=_LONGEST)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()
    print(sink.as_json(), flush=True)


if __name__ == "__main__":
    asyncio.run(serve())
