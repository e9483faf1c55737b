"""What of a failed search may be kept: words without anything that could tell about a person.

Whoever searches types what is at hand: a number, an address, a name. None of it is needed to find
out which words the portal does not know (Luật 91/2025/QH15 on personal data).
"""

import re

from portal.kernel.text import fold, nfc
from portal.search.rules.symbols import symbol_in

_MAIL = re.compile(r"\S+@\S+")
# Phone, identity and tax numbers, however they are spaced; a procedure's code is shorter.
_NUMBER = re.compile(r"\+?\d(?:[\s.\-]?\d){7,}")
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
    kept = _MAIL.sub(" ", nfc(text))
    if not symbol_in(kept) or _NUMBER.fullmatch(kept.strip()):
        kept = _NUMBER.sub(" ", kept)
    if not kept.isupper():
        kept = _WRITTEN.sub(" ", kept)
    kept = " ".join(_MIDDLE.sub(" ", fold(kept)).split())
    return kept if len(kept) >= SHORTEST else ""
