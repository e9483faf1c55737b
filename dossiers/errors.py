"""Why a verb refuses. Each carries words for the person who asked."""

from django.utils.translation import gettext_lazy as _


class DossierError(Exception):
    """A verb refused; nothing was changed. `message` tells the person how to mend it."""

    message = _("This cannot be done now.")

    def __init__(self, message=None):
        if message is not None:
            self.message = message
        super().__init__(str(self.message))


class NotAllowed(DossierError):
    message = _("Your post does not allow this action on this dossier.")


class Conflict(DossierError):
    """Somebody else was faster: the dossier is no longer as the person saw it."""

    message = _("Somebody else has changed this dossier since you opened it. Look at it again.")

    def __init__(self, dossier, message=None):
        self.dossier = dossier
        super().__init__(message)


class Archived(DossierError):
    """The dossier is in the archive, where nothing changes."""

    message = _(
        "This dossier is closed and in the archive: it can be read, not changed. If something must "
        "still be done, a leader takes it out of the archive first."
    )


class Invalid(DossierError):
    """What was given is incomplete or contradicts itself; `errors` maps a field to its words."""

    def __init__(self, errors: dict):
        self.errors = errors
        super().__init__("; ".join(str(words) for words in errors.values()))
