from portal.integrations.admin.outbox import OutboxMessageAdmin

__all__ = ["OutboxMessageAdmin"]
