from portal.audit.services.looked import looked
from portal.audit.services.record import record
from portal.audit.services.seal import seal

__all__ = ["looked", "record", "seal"]
