"""What a verb of the catalogue refuses, in words for the official who asked."""

from django.utils.translation import gettext_lazy as _


class CatalogueError(Exception):
    """A verb was refused; `message` says why."""

    message = _("This cannot be done.")

    def __str__(self):
        return str(self.message)

    @property
    def sentences(self) -> list[str]:
        """Why, and everything else there is to say about it."""
        return [str(self)]


class NotPermitted(CatalogueError):
    message = _("Your post does not allow this.")


class SomebodyWasFaster(CatalogueError):
    message = _("Somebody changed this meanwhile. Look again before you decide.")


class WrongState(CatalogueError):
    message = _("This is not possible in the present state.")


class DraftIsOpen(CatalogueError):
    message = _("A draft of this procedure is open. Publish or discard it first.")


class NothingToDecide(CatalogueError):
    message = _("Nothing here can be decided this way.")


class FileTooLarge(CatalogueError):
    message = _("The file is larger than 64 MB. Split it and send the parts.")


class GroundMissing(CatalogueError):
    message = _("Say on what ground.")


class BadFacts(CatalogueError):
    """`field` is missing or cannot be right; `message` says what is wanted."""

    message = _("Look again at what you wrote: something is missing or cannot be right.")

    def __init__(self, field: str, message: str = ""):
        super().__init__(field)
        self.field = field
        self.message = message or self.message


class SecondPersonNeeded(CatalogueError):
    message = _("Somebody who did not write this draft must publish it.")


class NotReady(CatalogueError):
    """Publication was refused; `missing` lists what the law or the reader still needs."""

    message = _("Something is missing before this can be published.")

    def __init__(self, missing: list[str]):
        super().__init__(*missing)
        self.missing = missing

    @property
    def sentences(self) -> list[str]:
        return [str(self), *map(str, self.missing)]
