"""Every address of the portal by name, for the rights table and its test."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> dict[str, str]:
    """Name with namespaces → pattern; an address without a name under its pattern."""
    return dict(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, spaces: str, path: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield spaces + (entry.name or here), here
        else:
            inner = f"{spaces}{entry.namespace}:" if entry.namespace else spaces
            yield from _walk(entry, inner, here)
