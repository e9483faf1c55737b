"""The addresses a demo listens on, all on loopback."""

import socket

from portal.launch import troubles
from portal.launch.health import LOOPBACK

HIGHEST_PORT = 65535


class Doors:
    """Listening sockets, held by the supervisor: while a process restarts, its callers wait.

    The web port is the one that was asked for; the others are near it, or wherever there is room.
    """

    def __init__(self, port: int) -> None:
        self.web = _listen(port)
        self.smtp, self.mail = _listen_near(port + 1), _listen_near(port + 2)
        with _listen_near(port + 3) as free:
            self.sandbox_port = port_of(free)

    def environment(self) -> dict[str, str]:
        """The addresses as Django is told them."""
        return {
            "BASE_URL": f"http://localhost:{port_of(self.web)}",
            "EMAIL_HOST": LOOPBACK,
            "EMAIL_PORT": str(port_of(self.smtp)),
            "MAIL_URL": f"http://localhost:{port_of(self.mail)}/",
            "SANDBOX_URL": f"http://{LOOPBACK}:{self.sandbox_port}",
        }

    def close(self) -> None:
        for door in (self.web, self.smtp, self.mail):
            door.close()


def port_of(door: socket.socket) -> int:
    return door.getsockname()[1]


def _listen(port: int) -> socket.socket:
    if not 0 < port <= HIGHEST_PORT:
        raise troubles.port_taken(port, f"1–{HIGHEST_PORT}")
    try:
        return socket.create_server((LOOPBACK, port), backlog=256)
    except OSError as error:
        raise troubles.port_taken(port, str(error)) from error


def _listen_near(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port if port <= HIGHEST_PORT else 0))
    except OSError:
        return socket.create_server((LOOPBACK, 0))
