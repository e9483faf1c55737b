"""What of a failed search may be kept: words without anything that could tell about a person.

Whoever searches types what is at hand: a number, an address, a name. None of it is needed to find
out which words the portal does not know (Luật 91/2025/QH15 on personal data).
"""

import re

from portal.kernel.text import fold, nfc

_MAIL = re.compile(r"\S+@\S+")
_UNSEEN = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Phone, identity and tax numbers, whatever stands between their digits. The year and number of a
# legal text and the code of a procedure are none.
_NUMBER = re.compile(
    r"\d{8,}"
    r"|(?<![\w/])(?<!\d\.)(?!\d{1,5}\s?/\s?(?:19|20)\d\d\s?/)(?![1-9]\.\d{6}(?:\D|$))"
    r"\+?\d(?:[\W_]{0,2}\d){7,}"
)
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Lương|"
    "Đào|Mai|Tô|Hà|Cao|Tạ|Phùng|Thái|Châu|Lâm|Vương|Trương|Quách|Kiều|Thạch|Nông|Hứa|La|Quan"
)
_CAPITAL = "[A-ZÀ-ỸĐ]"
_WRITTEN = re.compile(rf"\b(?:{_SURNAMES})(?:\s+{_CAPITAL}\w*){{1,4}}")
_MIDDLE = re.compile(
    rf"\b(?:{fold(_SURNAMES)})\s+(?:van|thi|duc|huu|ngoc|minh|thanh|quoc|thu|xuan)(?:\s+[a-z]+){{1,2}}"
)
SHORTEST = 2


def without_personal(text: str) -> str:
    """The folded words of a query without addresses, numbers and names; empty when nothing that
    could help an editor is left."""
    kept = _NUMBER.sub(" ", _MAIL.sub(" ", _UNSEEN.sub("", nfc(text))))
    if not kept.isupper():
        kept = _WRITTEN.sub(" ", kept)
    kept = " ".join(_MIDDLE.sub(" ", fold(kept)).split())
    return kept if len(kept) >= SHORTEST else ""
