"""Doors for the worker: they load, call a verb and sort the error. Whatever is registered here is
found by importing the package.
"""

from dossiers.tasks import archive, clock, desk, money, national, papers, post, replay, watch

__all__ = ["archive", "clock", "desk", "money", "national", "papers", "post", "replay", "watch"]
