from portal.integrations.services.deliver import deliver
from portal.integrations.services.forget import forget
from portal.integrations.services.let_in import let_in
from portal.integrations.services.observe import kept
from portal.integrations.services.put import put
from portal.integrations.services.resend import resend, resend_all
from portal.integrations.services.sweep import sweep
from portal.integrations.services.switch import switch, try_now

__all__ = [
    "deliver",
    "forget",
    "kept",
    "let_in",
    "put",
    "resend",
    "resend_all",
    "sweep",
    "switch",
    "try_now",
]
