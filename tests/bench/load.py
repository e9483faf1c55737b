"""Clients that ask for one page again and again, and what they measured."""

import http.client
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Figures:
    """One round: requests a second and the 50th and 95th percentile in milliseconds."""

    rps: float
    p50: float
    p95: float


def measure(url: str, *, clients: int, seconds: float, headers: dict[str, str]) -> Figures:
    """Have `clients` ask for `url` for `seconds`. RuntimeError when refused."""
    times: list[float] = []
    failures: list[str] = []
    until = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_ask, args=(url, until, headers, times, failures))
        for _client in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    times.sort()
    return Figures(len(times) / seconds, percentile(times, 0.50), percentile(times, 0.95))


def percentile(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))] * 1000


def _ask(url, until, headers, times, failures) -> None:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    while time.perf_counter() < until and not failures:
        began = time.perf_counter()
        connection.request("GET", target, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            failures.append(f"{answer.status} {url} {answer.getheader('Location', '')}")
        times.append(time.perf_counter() - began)
    connection.close()
