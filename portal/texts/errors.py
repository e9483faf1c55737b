"""What a verb of the translations refuses, in words for the official who asked."""

from django.utils.translation import gettext_lazy as _


class TextsError(Exception):
    """A verb was refused; `message` says why."""

    message = _("This cannot be done.")

    def __str__(self):
        return str(self.message)


class NotPermitted(TextsError):
    message = _("Your post does not allow this.")


class SomebodyWasFaster(TextsError):
    message = _("Somebody changed this meanwhile. Look again before you decide.")


class SecondPersonNeeded(TextsError):
    message = _("Somebody who did not write this translation must review it.")
