"""A form of which only some answers are open: what leads there is shown, the rest stays as it is.

An open path opens everything below it: a block all its parts, a group all its rows.
"""

from collections.abc import Iterable

from django.utils.datastructures import MultiValueDict


class Opened:
    """Paths that may be changed, such as `birth_date`, `mother.full_name`, `children.0.name`."""

    def __init__(self, paths: Iterable[str]):
        self.paths = tuple(paths)

    def allows(self, path: str) -> bool:
        """Whether the answer, the row or the group under this path may be changed."""
        return any(f"{path}.".startswith(f"{each}.") for each in self.paths)

    def shows(self, path: str) -> bool:
        """Whether something under this path, or what it lies in, is open."""
        return self.allows(path) or any(each.startswith(f"{path}.") for each in self.paths)

    def fit(self, sent: MultiValueDict) -> MultiValueDict:
        """What a page sent, without answers that are closed; other names are left to others."""
        kept = MultiValueDict()
        for name, values in sent.lists():
            if self.allows(name):
                kept.setlist(name, values)
        return kept

    def allows_button(self, action: str) -> bool:
        """Whether the button of a group (`add:children`, `remove:children.1`) acts on open rows."""
        return self.allows(action.partition(":")[2])


class _Everything(Opened):
    """A form that is open as a whole."""

    def allows(self, path: str) -> bool:
        return True


EVERYTHING = _Everything(())
