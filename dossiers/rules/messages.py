"""Messages between the applicant and the officials, inside a dossier."""

import re
from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value
from portal.kernel.text import fold

EXCHANGE = Citation("32/2017/TT-BTTTT", "9")
SINCE = date(2018, 6, 1)

ANSWER_WORKING_DAYS = Rule(
    "message.answer_wd",
    "A message of the applicant in a dossier is answered within this time of its receipt",
    "working days",
    (Value(2, SINCE, None, EXCHANGE, DEFAULT),),
)
REMINDER_WORKING_DAYS = Rule(
    "message.reminder_wd",
    "Whoever has the dossier is reminded so long before that time ends",
    "working days",
    (Value(1, SINCE, None, EXCHANGE, DEFAULT),),
)
OPEN_AFTER_END_DAYS = Rule(
    "message.open_after_end_d",
    "So long after the end of a dossier its messages stay open; after that they are only read",
    "days",
    (Value(30, SINCE, None, EXCHANGE, DEFAULT),),
)

LONGEST = 5000
MOST_FILES = 5

_ASKS = re.compile(
    r"\b(bo sung|nop them|nop lai|nop bo sung|gui them|gui bo sung|gui lai|cung cap them"
    r"|cung cap|mang them|mang den|hoan thien|submit|hand in|send us|bring)\b"
)
_PAPERS = re.compile(
    r"\b(giay|giay to|ho so|ban sao|ban chinh|ban goc|chung tu|tai lieu|to khai|anh chup"
    r"|can cuoc|papers?|documents?|cop(y|ies)|originals?|certificates?)\b"
)


def asks_for_papers(text: str) -> bool:
    """Whether a sentence of `text` reads like a request for papers, which has its own form, limit
    and clock (NĐ 61/2018/NĐ-CP, art. 17(2a): once a phase). A guess: whoever writes may say
    that it is none.
    """
    sentences = re.split(r"[.!?\n]+", fold(text))
    return any(_ASKS.search(each) and _PAPERS.search(each) for each in sentences)
