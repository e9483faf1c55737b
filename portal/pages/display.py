"""How a reader wants the page shown: kept in one small cookie, read on every request."""

from dataclasses import asdict, dataclass, replace
from urllib.parse import parse_qsl, urlencode

from portal.kernel.numbers import whole_number

COOKIE = "display"
COOKIE_DAYS = 365
SIZES = range(4)
CONTRASTS = ("normal", "more")
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Display:
    size: int = 0
    contrast: str = "normal"
    theme: str = "auto"

    def after(self, action: str) -> "Display":
        """The display one button later; an unknown action changes nothing."""
        match action:
            case "smaller":
                return replace(self, size=max(self.size - 1, SIZES[0]))
            case "larger":
                return replace(self, size=min(self.size + 1, SIZES[-1]))
            case "normal":
                return replace(self, size=0)
            case "0" | "1" | "2" | "3":
                return replace(self, size=int(action))
            case "contrast":
                return replace(self, contrast="normal" if self.contrast == "more" else "more")
            case "auto" | "light" | "dark":
                return replace(self, theme=action)
            case "reset":
                return Display()
        return self

    @property
    def next_theme(self) -> str:
        return {"auto": "dark", "dark": "light", "light": "auto"}[self.theme]

    def as_cookie(self) -> str:
        return urlencode(asdict(self))


def from_cookie(value: str) -> Display:
    """The display a cookie describes; anything that we did not write falls back to the default."""
    given = dict(parse_qsl(value))
    size = whole_number(given.get("size"))
    return Display(
        size=size if size in SIZES else 0,
        contrast=given["contrast"] if given.get("contrast") in CONTRASTS else "normal",
        theme=given["theme"] if given.get("theme") in THEMES else "auto",
    )
