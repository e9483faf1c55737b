from portal.documents.models.issued_document import IssuedDocument
from portal.documents.models.lending import LentOpening, LentRecall
from portal.documents.models.stored_file import StoredFile

__all__ = ["IssuedDocument", "LentOpening", "LentRecall", "StoredFile"]
