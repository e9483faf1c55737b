from dossiers.admin import booking, postage, reasons, retention

__all__ = ["booking", "postage", "reasons", "retention"]
