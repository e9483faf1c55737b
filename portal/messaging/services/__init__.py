from portal.messaging.services.climb import climb, climb_all
from portal.messaging.services.forget import forget_notices
from portal.messaging.services.mark_read import mark_all_read, mark_read
from portal.messaging.services.notify import notify, notify_address, notify_administrators
from portal.messaging.services.post_letter import LetterMoved, handed_over, posted, returned
from portal.messaging.services.report import Told, report
from portal.messaging.services.send import give_up, send
from portal.messaging.services.send_again import send_again
from portal.messaging.services.send_text import lose_text, send_text
from portal.messaging.services.send_zalo import lose_zalo, send_zalo
from portal.messaging.services.wish import wish
from portal.messaging.services.zalo_keys import enter as enter_zalo_keys
from portal.messaging.services.zalo_keys import refresh as refresh_zalo_keys

__all__ = [
    "LetterMoved",
    "Told",
    "climb",
    "climb_all",
    "enter_zalo_keys",
    "forget_notices",
    "give_up",
    "handed_over",
    "lose_text",
    "lose_zalo",
    "mark_all_read",
    "mark_read",
    "notify",
    "notify_address",
    "notify_administrators",
    "posted",
    "refresh_zalo_keys",
    "report",
    "returned",
    "send",
    "send_again",
    "send_text",
    "send_zalo",
    "wish",
]
