"""Asks a web process of this machine whether it is ready; also the health check of the container.

`python -m portal.launch.health [PORT] [PATH]` ends with 0 when it is.
"""

import http.client
import os
import sys
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"


def answers(port: int, path: str = "/healthz") -> bool:
    """Whether the address answers with 200, asked in the way the reverse proxy asks."""
    host = urlsplit(os.environ.get("BASE_URL", "http://localhost")).hostname
    line = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    try:
        line.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


if __name__ == "__main__":
    port, path = (sys.argv[1:] + ["8000", "/readyz"][len(sys.argv) - 1 :])[:2]
    sys.exit(0 if answers(int(port), path) else 1)
