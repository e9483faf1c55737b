from dossiers.admin import postage, reasons

__all__ = ["postage", "reasons"]
