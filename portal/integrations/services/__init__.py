from portal.integrations.services.deliver import deliver
from portal.integrations.services.observe import kept
from portal.integrations.services.put import put
from portal.integrations.services.resend import resend
from portal.integrations.services.sweep import sweep

__all__ = ["deliver", "kept", "put", "resend", "sweep"]
