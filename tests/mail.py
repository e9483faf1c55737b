"""A real SMTP server of the test's own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from threading import Event

from aiosmtpd.controller import Controller


class MailServer:
    """A real SMTP server that keeps what it accepted. It can be told to wait with its answer to the
    recipient's address, or to refuse it.
    """

    def __init__(self):
        self.letters = []
        self.reached, self.may_go_on = Event(), Event()
        self.may_go_on.set()
        self.refusal = ""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True
        )

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.reached.set()
        await server.loop.run_in_executor(None, self.may_go_on.wait, 60)
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 kept"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that runs, and ends with whoever still waits for its answer."""
    server = MailServer()
    server.controller.start()
    try:
        yield server
    finally:
        server.may_go_on.set()
        server.controller.stop()
