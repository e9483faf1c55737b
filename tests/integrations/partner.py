"""A partner made of a bare socket, which can misbehave in ways no framework lets it."""

import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

from portal.integrations import connectors
from portal.integrations.connectors import Connector, Kind

NAME = "test-partner"
OTHER = "test-other"
Say = Callable[[socketserver.StreamRequestHandler], None]


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 50

    def handle_error(self, *_whom) -> None:
        """The portal hung up, as it should."""


@contextmanager
def listening(say: Say) -> Iterator[str]:
    """The address of a server that reads a request and then does what `say` does."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.head = [self.rfile.readline()]
            while self.head[-1] not in (b"\r\n", b""):
                self.head.append(self.rfile.readline())
            if self.head[0]:
                say(self)

    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def http(status: int = 200, body: bytes = b"{}", **headers: str) -> bytes:
    """A whole answer."""
    told = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status} Word", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def always(answer: bytes) -> Say:
    return lambda handler: handler.wfile.write(answer)


def known(monkeypatch, name: str = NAME, **limits) -> Connector:
    """A connector for the length of a test."""
    quick = {"seconds": 1.0, "largest": 10_000, "failures": 3, "rest": timedelta(seconds=30)}
    entry = Connector(name, "Đối tác thử", Kind.DATA, "Bạn vẫn nộp được.", **(quick | limits))
    monkeypatch.setitem(connectors._connectors, name, entry)
    return entry
