from portal.messaging.services.notify import notify, notify_address

__all__ = ["notify", "notify_address"]
