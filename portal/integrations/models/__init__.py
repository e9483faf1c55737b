from portal.integrations.models.connectors import ConnectorState, Exchange, Switching, Tally
from portal.integrations.models.nonce import UsedNonce
from portal.integrations.models.outbox import OutboxMessage

__all__ = ["ConnectorState", "Exchange", "OutboxMessage", "Switching", "Tally", "UsedNonce"]
