"""Pages that fill their own form with what was kept. Apps register in `AppConfig.ready`.

Other pages get a form that sends the kept values again, once the person has read them.
"""

_pages: set[str] = set()


def takes_back(*url_names: str) -> None:
    """These pages use `given_back(request)`."""
    _pages.update(url_names)


def takes(url_name: str) -> bool:
    return url_name in _pages
