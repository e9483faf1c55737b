from portal.documents.admin.tables import IssuedDocumentAdmin, StoredFileAdmin

__all__ = ["IssuedDocumentAdmin", "StoredFileAdmin"]
