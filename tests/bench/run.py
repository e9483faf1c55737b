"""Requests a second of the portal against the bare view, in the same run.

    python3 manage.py demo --port 8000            # in one terminal
    .venv/bin/python -m tests.bench.run           # in another

Rounds are interleaved, so that a noisy machine disturbs both alike; figures are medians of rounds.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from portal.launch.folder import DataFolder
from tests.bench.load import Figures, measure

CLIENTS = 8


def main() -> None:
    options = _options()
    folder = DataFolder(Path(options.data))
    environment = folder.environment()
    os.environ.update(environment)
    base = json.loads(folder.summary.read_text())["base_url"]
    from tests.bench.pages import pages, submissions  # settings are known only now

    port = _free_port()
    bare = _serve_bare(port, environment)
    try:
        wanted = set(filter(None, options.only.split(",")))
        chosen = {name: to for name, to in pages(base).items() if not wanted or name in wanted}
        targets = {"bare": (f"http://127.0.0.1:{port}/", {})} | chosen
        _show(_rounds(targets, options.rounds, options.seconds))
        if options.submissions:
            _show({"submit": submissions(base, CLIENTS, options.submissions)})
    finally:
        bare.terminate()
        bare.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=".demo", help="data folder of the running demo")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="length of one round of one page")
    parser.add_argument("--submissions", type=int, default=80)
    parser.add_argument("--only", default="", help="names of pages, with commas between")
    return parser.parse_args()


def _serve_bare(port: int, environment: dict[str, str]) -> subprocess.Popen:
    command = [sys.executable, "-m", "gunicorn", "tests.bench.bare:application"]
    command += ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "2"]
    command += ["--threads", "4", "--preload", "--no-control-socket", "--log-level", "warning"]
    server = subprocess.Popen(command, env={**os.environ, **environment})
    while socket.socket().connect_ex(("127.0.0.1", port)):
        time.sleep(0.1)
    return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _rounds(targets: dict, rounds: int, seconds: float) -> dict[str, Figures]:
    for url, headers in targets.values():
        measure(url, clients=CLIENTS, seconds=1, headers=headers)
    taken: dict[str, list[Figures]] = {name: [] for name in targets}
    for _round in range(rounds):
        for name, (url, headers) in targets.items():
            taken[name].append(measure(url, clients=CLIENTS, seconds=seconds, headers=headers))
    return {name: _median(figures) for name, figures in taken.items()}


def _median(figures: list[Figures]) -> Figures:
    return Figures(
        *(statistics.median(values) for values in zip(*map(_values, figures), strict=True))
    )


def _values(figures: Figures) -> tuple[float, float, float]:
    return figures.rps, figures.p50, figures.p95


def _show(results: dict[str, Figures]) -> None:
    bare = results.get("bare")
    for name, figures in results.items():
        share = ""
        if bare:
            share = (
                f"  {figures.rps / bare.rps:5.2f} of bare, p95 {figures.p95 / bare.p95:4.1f} times"
            )
        line = f"{name:<12} {figures.rps:8.1f}/s  p50 {figures.p50:7.1f} ms"
        print(f"{line}  p95 {figures.p95:7.1f} ms{share}", flush=True)


if __name__ == "__main__":
    main()
