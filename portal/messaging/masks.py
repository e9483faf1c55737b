"""Addresses as they may be shown in a list: enough to recognise one's own, too little to use."""

DOTS = "•••"


def masked(address: str) -> str:
    """`man@minhha.example` → `m•••@minhha.example`; `+84912345678` → `+84•••678`."""
    if not address:
        return ""
    name, at, domain = address.partition("@")
    if at:
        return f"{name[:1]}{DOTS}@{domain}"
    return f"{address[:3]}{DOTS}{address[-3:]}"
