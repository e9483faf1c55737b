from portal.messaging.models.carriers import CarrierReport, ZaloKeys
from portal.messaging.models.delivery import Delivery
from portal.messaging.models.ladder import Ladder
from portal.messaging.models.notice import Notice
from portal.messaging.models.wishes import PARAMETERS, ChannelRule, Wishes

__all__ = [
    "PARAMETERS",
    "CarrierReport",
    "ChannelRule",
    "Delivery",
    "Ladder",
    "Notice",
    "Wishes",
    "ZaloKeys",
]
