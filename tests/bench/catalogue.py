"""A catalogue of any size, plausible and the same every time, written below the verbs.

    .venv/bin/python -m tests.bench.catalogue --data .demo --count 10000

Codes begin with 9, which the national database does not use.
"""

import argparse
import os
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

SINCE = date(2026, 7, 1)
BATCH = 500


@dataclass(frozen=True)
class Line:
    """What is different from one procedure to the next."""

    code: str
    name: str
    sector: str
    everyday_name: str = ""
    level: int = 4
    symbols: tuple[str, ...] = ()


def lines(count: int, seed: int = 1) -> Iterator[Line]:
    """`count` procedures; ValueError when the words do not make so many."""
    chance = random.Random(seed)
    words = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    things = [(field, thing) for field, all_ in words["fields"].items() for thing in all_]
    every = list(product(words["deeds"], things, words["for_whom"]))
    if count > len(every):
        raise ValueError(f"the words make {len(every)} procedures")
    for number, (deed, (field, thing), whom) in enumerate(chance.sample(every, count), 1):
        yield Line(
            code=f"9.{number:06}",
            name=" ".join(f"{deed} {thing} {whom}".split()),
            sector=field,
            level=chance.choice((1, 2, 3, 4, 4, 4)),
            symbols=(f"{chance.randrange(1, 200)}/20{chance.randrange(10, 26)}/NĐ-CP",),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=".demo", help="data folder of the running demo")
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    from portal.launch.folder import DataFolder

    os.environ.update(DataFolder(Path(options.data)).environment())
    import django

    django.setup()
    from tests.bench.writing import write

    print(f"{write(lines(options.count))} procedures written")


if __name__ == "__main__":
    main()
