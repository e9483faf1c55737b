from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def apart(call: Callable[..., Answer], *args: Any, **options: Any) -> Answer:
    """Runs the call in a thread of its own: the PDF library starts an event loop, and a thread that
    is inside one already cannot start another."""
    with ThreadPoolExecutor(max_workers=1) as own:
        return own.submit(call, *args, **options).result()
