"""What a verb of the search refuses, in words for the official who asked."""

from django.utils.translation import gettext_lazy as _


class SearchError(Exception):
    """A verb was refused; `message` says why."""

    message = _("This cannot be done.")

    def __str__(self):
        return str(self.message)


class NotPermitted(SearchError):
    message = _("Your post does not allow this.")


class AlreadySaid(SearchError):
    message = _("This saying is in the dictionary already, from the same day.")
