"""Notices in the back office: what went out, letters to post, texts, the keys of Zalo."""

from portal.messaging.admin.tables import ChannelRuleAdmin, DeliveryAdmin

__all__ = ["ChannelRuleAdmin", "DeliveryAdmin"]
