from django.utils.translation import get_language


def localised(vietnamese: str, english: str) -> str:
    """The English text for an English reader where there is one; Vietnamese binds otherwise."""
    return english if english and (get_language() or "").startswith("en") else vietnamese
