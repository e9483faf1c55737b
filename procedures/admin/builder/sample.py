"""An invented person and an invented firm, to show what the portal fills in."""

_ADDRESS = {"province": "99", "commune": "Phường Bến Mây", "detail": "Số 12, đường Lê Lợi"}
_PERSON = {
    "full_name": "Nguyễn Thị Mận",
    "birth_date": "1990-05-17",
    "sex": "female",
    "identity_number": "099190000017",
    "phone": "0912345678",
    "email": "man@example.com",
    "address": _ADDRESS,
}
_FIRM = {
    "name": "Công ty TNHH Gốm Bến Mây",
    "tax_number": "0100109106",
    "representative": "Nguyễn Thị Mận",
    "phone": "0912345678",
    "email": "gom@example.com",
    "address": _ADDRESS,
}
KNOWN = {
    "profile": _PERSON,
    "organisation": _FIRM,
    **{f"profile.{name}": value for name, value in _PERSON.items()},
    **{f"organisation.{name}": value for name, value in _FIRM.items()},
}
"""Under the names of `eforms.prefill.SOURCES`."""
