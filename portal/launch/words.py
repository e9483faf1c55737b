"""What the person at the keyboard reads: Vietnamese first, then English."""

import sys


class Problem(Exception):
    """Something that stops the start and that a person can put right; says what to do."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


def say(vi: str, en: str) -> None:
    """One step of the work, on one line."""
    print(f"• {vi}  ({en})", flush=True)


def warn(vi: str, en: str) -> None:
    """Something is missing but the rest works."""
    print(f"LƯU Ý  {vi}\n       {en}", flush=True)


def complain(problem: Problem) -> None:
    """Why the work stopped, to the error stream."""
    print(f"LỖI  {problem.vi}\n     {problem.en}", file=sys.stderr, flush=True)
