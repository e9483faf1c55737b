"""Codes of errors. Only "00" is the platform's own; the others are agreed with it on connection."""

from enum import StrEnum


class Code(StrEnum):
    """What the portal answers to a notification, and what it stands for in the platform's log."""

    GOOD = "00"
    UNKNOWN_REFERENCE = "01"
    WRONG_PARTNER = "02"
    WRONG_CURRENCY = "03"
    WRONG_AMOUNT = "04"
    WRONG_CODE = "97"
    MALFORMED = "99"

    @property
    def words(self) -> str:
        """For the other side's log, in plain letters."""
        return WORDS[self]


WORDS = {
    Code.GOOD: "Da ghi nhan",
    Code.UNKNOWN_REFERENCE: "Khong co ma tham chieu",
    Code.WRONG_PARTNER: "Sai ma doi tac",
    Code.WRONG_CURRENCY: "Sai ma tien te",
    Code.WRONG_AMOUNT: "Sai so tien",
    Code.WRONG_CODE: "Sai ma xac thuc",
    Code.MALFORMED: "Ban tin khong doc duoc",
}
