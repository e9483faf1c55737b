"""Who wants to know when a working calendar changes; each app registers in `AppConfig.ready`."""

_handlers: set[str] = set()


def on_calendar_published(handler: str) -> None:
    """Have the outbox handler of this name told, with the ids of the calendar and its version."""
    _handlers.add(handler)


def calendar_handlers() -> list[str]:
    return sorted(_handlers)
