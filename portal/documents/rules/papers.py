"""Codes of papers.

A receipt answers under the dossier code itself; the n-th result carries `-KQn` (NĐ 45/2020 Điều 14
khoản 3 điểm d). The other endings are the portal's own, so that every paper can be checked.
"""

_ENDINGS = {
    "RECEIPT": "TN",
    "SUPPLEMENT": "BS",
    "REFUSAL": "TC",
    "APOLOGY": "XL",
    "STOP": "DG",
    "CONTROL_SLIP": "KS",
    "REGISTER": "SO",
    "RESULT": "KQ",
}


def paper_code(kind: str, base: str, n: int = 1) -> str:
    """The code of the n-th paper (from 1) of one kind.

    `base` is the dossier code, or the submission number of a dossier that was never accepted.
    """
    if n < 1:
        raise ValueError("papers are numbered from 1")
    if kind == "RECEIPT" and n == 1:
        return base
    return f"{base}-{_ENDINGS[kind]}{n}"
