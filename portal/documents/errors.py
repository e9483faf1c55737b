"""What can go wrong with a paper or an upload, in words that tell the person how to mend it."""

from django.utils.functional import Promise


class UploadRefused(Exception):
    """An upload was not taken. `code` is stable for scripts, `message` is for the person."""

    def __init__(self, code: str, message: str | Promise):
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class PdfUnavailable(Exception):
    """A library that PDF rendering needs is missing; the text names the packages to install."""


class SigningFailed(Exception):
    """The signing service did not sign. `retry` says whether the same call may succeed later."""

    def __init__(self, message: str, *, retry: bool):
        super().__init__(message)
        self.retry = retry


class PaperConflict(Exception):
    """The paper changed since it was looked at, or its state does not allow the action."""
