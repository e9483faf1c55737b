"""Looks inside what people send: what it really is, whether it is whole, whether it is harmless."""

from portal.documents.inspection.inspect import Inspected, inspect

__all__ = ["Inspected", "inspect"]
