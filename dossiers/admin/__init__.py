from dossiers.admin import booking, postage, reasons

__all__ = ["booking", "postage", "reasons"]
