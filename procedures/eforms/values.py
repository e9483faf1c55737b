"""Reading one answer: what a person typed becomes one clean value, or a problem.

Clean values are plain JSON (text, integer, float, boolean, ISO date) and are read back to
themselves, so an answer may be checked any number of times.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.kernel import codes
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.patterns import fits
from procedures.eforms.places import Choices, find
from procedures.eforms.problems import Invalid

_GROUPED = re.compile(r"^-?\d{1,3}([.\u00a0 ]\d{3})+$")
_PLAIN = re.compile(r"^-?\d{1,15}$")
_DECIMAL = re.compile(r"^-?(\d{1,3}([. ]\d{3})+|\d{1,12}),\d{1,4}$|^-?\d{1,12}\.\d{1,4}$")
_DAY = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$")
_MONTH = re.compile(r"^(?:(\d{1,2})[/.\- ](\d{4})|(\d{4})-(\d{2}))$")
_YES = {True: True, "true": True, "yes": True, "on": True, "1": True}
_NO = {False: False, "false": False, "no": False, "0": False}


def read(item: Field, raw: Any, today: date) -> Any:
    """The clean value of a non-empty answer. Raises Invalid with how to mend it."""
    value = _READERS[item.kind](item, raw)
    _check_bounds(item, value, today)
    if item.pattern and not fits(item.pattern, str(value)):
        raise Invalid("pattern", help=item.pattern_help)
    return value


def read_place(item: Field, raw: Any, offered: Choices | None) -> str:
    """The code of a place on the list; the words as written where there is no list to choose from.

    Raises Invalid for what is not on the list.
    """
    text = _text(item, raw)
    if not offered:
        _check_bounds(item, text, date.min)
        return text
    code = find(text, offered)
    if code is None:
        raise Invalid("not_there" if item.kind is Kind.COMMUNE else "choice")
    return code


def _text(item: Field, raw: Any) -> str:
    if not isinstance(raw, str):
        raise Invalid("shape")
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\x00", "").strip()
    return text if item.kind is Kind.LONG_TEXT else " ".join(text.split())


def _number(item: Field, raw: Any) -> int | float:
    if isinstance(raw, bool):
        raise Invalid("number")
    if isinstance(raw, int | float):
        return _tidy(raw)
    text = _written(raw, "number")
    if _GROUPED.match(text) or _PLAIN.match(text):
        return int(re.sub(r"[.\s\u00a0]", "", text))
    if _DECIMAL.match(text):
        comma = "," in text
        return _tidy(float(re.sub(r"[. ]", "", text).replace(",", ".") if comma else text))
    raise Invalid("number")


def _tidy(number: int | float) -> int | float:
    if not -1e15 < number < 1e15:
        raise Invalid("number")
    return int(number) if number == int(number) else number


def _money(item: Field, raw: Any) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**15:
        return raw
    text = re.sub(r"\s*(đ|đồng|vnd|vnđ)$", "", _written(raw, "money").lower()).replace(",", ".")
    if not (_GROUPED.match(text) or _PLAIN.match(text)):
        raise Invalid("money")
    return int(re.sub(r"[.\s\u00a0]", "", text))


def _date(item: Field, raw: Any) -> str:
    text = _written(raw, "date")
    local = _DAY.match(text)
    if local:
        text = f"{local[3]}-{int(local[2]):02d}-{int(local[1]):02d}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Invalid("date") from None


def _month(item: Field, raw: Any) -> str:
    found = _MONTH.match(_written(raw, "month"))
    if found is None:
        raise Invalid("month")
    year, month = int(found[2] or found[3]), int(found[1] or found[4])
    if not (1 <= month <= 12 and 1800 <= year <= 9999):
        raise Invalid("month")
    return f"{year:04d}-{month:02d}"


def _yes_no(item: Field, raw: Any) -> bool:
    key = raw.lower() if isinstance(raw, str) else raw
    if not isinstance(key, str | bool) or key not in _YES | _NO:
        raise Invalid("yes_no")
    return key in _YES


def _choice(item: Field, raw: Any) -> str:
    if not isinstance(raw, str) or raw not in {option.key for option in item.options}:
        raise Invalid("choice")
    return raw


def _many(item: Field, raw: Any) -> list[str]:
    chosen = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(key, str) for key in chosen):
        raise Invalid("choice")
    known = [option.key for option in item.options]
    if set(chosen) - set(known):
        raise Invalid("choice")
    return [key for key in known if key in chosen]


def _checked(code: str, clean: Callable[[str], Any]) -> Callable[[Field, Any], str]:
    """A reader that asks a check of the kernel; whatever it refuses becomes problem `code`."""

    def reader(item: Field, raw: Any) -> str:
        try:
            return str(clean(_written(raw, code)))
        except (ValueError, ValidationError):
            raise Invalid(code) from None

    return reader


def _email_address(text: str) -> str:
    validate_email(text)
    return text


def _file(item: Field, raw: Any) -> dict[str, Any]:
    size = raw.get("size", 0) if isinstance(raw, dict) else None
    try:
        found = UUID(raw["id"])
    except (TypeError, KeyError, ValueError, AttributeError):
        raise Invalid("file") from None
    return {
        "id": str(found),
        "name": str(raw.get("name", "")),
        "size": size if isinstance(size, int) else 0,
    }


def _statement(item: Field, raw: Any) -> bool:
    if not _yes_no(item, raw):
        raise Invalid("required_statement")
    return True


def _written(raw: Any, code: str) -> str:
    if not isinstance(raw, str):
        raise Invalid(code)
    return unicodedata.normalize("NFC", raw).strip()


_READERS: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.MANY: _many,
    Kind.IDENTITY_NUMBER: _checked("identity_number", codes.check_identity_number),
    Kind.TAX_NUMBER: _checked("tax_number", codes.check_tax_number),
    Kind.PHONE: _checked("phone", codes.normalise_phone),
    Kind.EMAIL: _checked("email", _email_address),
    Kind.FILE: _file,
    Kind.STATEMENT: _statement,
}


def _check_bounds(item: Field, value: Any, today: date) -> None:
    low, high = bound(item.min, today), bound(item.max, today)
    measure, below, above = _MEASURES.get(item.kind, (None, "", ""))
    if measure is None:
        return
    size = measure(value)
    shown = {"length": size}
    if low is not None and size < low:
        raise Invalid(below, min=show_bound(low), **shown)
    if high is not None and size > high:
        raise Invalid(above, max=show_bound(high), **shown)


def bound(value: int | str | None, today: date) -> int | str | None:
    """A bound as written in the form, `today` made a day."""
    return today.isoformat() if value == "today" else value


def show_bound(value: int | str) -> str:
    """A bound in the way people write it."""
    if isinstance(value, str):
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    return f"{value:,}".replace(",", ".")


def _itself(value: Any) -> Any:
    return value


_MEASURES: dict[Kind, tuple[Callable[[Any], Any], str, str]] = {
    Kind.TEXT: (len, "too_short", "too_long"),
    Kind.LONG_TEXT: (len, "too_short", "too_long"),
    Kind.PROVINCE: (len, "too_short", "too_long"),
    Kind.COMMUNE: (len, "too_short", "too_long"),
    Kind.NUMBER: (_itself, "too_small", "too_large"),
    Kind.MONEY: (_itself, "too_small", "too_large"),
    Kind.DATE: (_itself, "too_early", "too_late"),
    Kind.MANY: (len, "too_few", "too_many"),
}
