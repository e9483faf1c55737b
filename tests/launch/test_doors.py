import socket
from contextlib import closing

import pytest

from portal.launch.doors import Doors, port_of
from portal.launch.words import Problem


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return port_of(door)


def test_demos_on_neighbouring_ports_share_no_door():
    """What one prefers beside its port may be the very port the other was asked for."""
    first = free_port()
    with closing(Doors(first)) as one, closing(Doors(first + 4)) as other:
        ports = [
            port_of(door) for doors in (one, other) for door in (doors.web, doors.smtp, doors.mail)
        ]
        assert len(set(ports)) == 6
        assert port_of(one.web) == first
        assert port_of(other.web) == first + 4


def test_neighbour_that_is_taken_is_gone_around():
    first = free_port()
    with socket.create_server(("127.0.0.1", first + 1)), closing(Doors(first)) as doors:
        assert port_of(doors.smtp) not in (first, first + 1)


def test_taken_port_is_named_with_another_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = port_of(taken)
        with pytest.raises(Problem) as raised:
            Doors(port)
    assert str(port) in raised.value.vi
    assert "--port" in raised.value.vi


@pytest.mark.parametrize("port", [70000, -1])
def test_number_that_is_no_port_is_said_in_words(port):
    with pytest.raises(Problem):
        Doors(port)


def test_addresses_are_told_to_django():
    with closing(Doors(free_port())) as doors:
        told = doors.environment()
        assert told["BASE_URL"] == f"http://localhost:{port_of(doors.web)}"
        assert told["EMAIL_PORT"] == str(port_of(doors.smtp))
