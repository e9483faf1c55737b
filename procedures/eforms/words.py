"""Words of a form in Vietnamese and, where written, in English."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """A text for people; English readers get Vietnamese where English is not written."""

    vi: str = ""
    en: str = ""

    @classmethod
    def from_json(cls, data: "str | dict[str, str] | None") -> "Words":
        if data is None:
            return cls()
        return cls(vi=data) if isinstance(data, str) else cls(**data)

    def to_json(self) -> "str | dict[str, str]":
        return {"vi": self.vi, "en": self.en} if self.en else self.vi

    def __str__(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.en if english and self.en else self.vi

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)
