from portal.messaging.services.mark_read import mark_all_read, mark_read
from portal.messaging.services.notify import notify, notify_address
from portal.messaging.services.send import give_up, send

__all__ = ["give_up", "mark_all_read", "mark_read", "notify", "notify_address", "send"]
