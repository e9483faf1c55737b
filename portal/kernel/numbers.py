"""Numbers that come in with an address or a form, where anybody may write anything."""


def whole_number(text: str | None) -> int:
    """The number that `text` writes in plain digits.

    0, which no key and no version has, for everything else and for more than eighteen digits:
    those are the most that always fit a key of the database.
    """
    plain = bool(text) and text.isascii() and text.isdecimal() and len(text) <= 18
    return int(text) if plain else 0
