"""Codes of papers.

A receipt answers under the dossier code itself; the code of a result is the law's
(`kernel.codes`). The endings here are the portal's own, so that every paper can be checked.
"""

from portal.kernel.codes import result_code

_ENDINGS = {
    "RECEIPT": "TN",
    "SUPPLEMENT": "BS",
    "REFUSAL": "TC",
    "APOLOGY": "XL",
    "STOP": "DG",
    "GIVEN_BACK": "TH",
    "CONTROL_SLIP": "KS",
    "REGISTER": "SO",
    "PAYMENT": "BL",
}


def paper_code(kind: str, base: str, n: int = 1) -> str:
    """The code of the n-th paper (from 1) of one kind.

    `base` is the dossier code, or the submission number of a dossier that was never accepted;
    a result has the former. Raises ValueError.
    """
    if kind == "RESULT":
        return result_code(base, n)
    if n < 1:
        raise ValueError("papers are numbered from 1")
    if kind == "RECEIPT" and n == 1:
        return base
    return f"{base}-{_ENDINGS[kind]}{n}"
