"""How numbers of people are shown: enough to recognise one's own, too little to use."""

IDENTITY_DIGITS = 12
LEFT_OPEN = 4


def shown_tax_number(number: str) -> str:
    """A firm's tax number is public; one of 12 digits is a person's, only its end is shown."""
    return shown_identity_number(number) if len(number) == IDENTITY_DIGITS else number


def shown_identity_number(number: str) -> str:
    """`079185001234` → `••••••••1234`."""
    return "•" * (len(number) - LEFT_OPEN) + number[-LEFT_OPEN:]
