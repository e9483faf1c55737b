from dossiers.admin import reasons

__all__ = ["reasons"]
