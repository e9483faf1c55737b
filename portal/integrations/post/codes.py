"""The carriers' own codes: plain values, which the carriers played by the sandbox need too."""

from portal.integrations.post.port import Scan

# Answers of VNPost to an order, and how many reports it gives at a time.
GOOD, ALREADY = "100", "101"
PAGE = 1000

VNPOST_CONFIRMED = {
    "1": Scan.ACCEPTED,
    "2": Scan.COLLECTING,
    "3": Scan.DELIVERED,
    "4": Scan.CANCELLED,
}
# It publishes no list of the rest; these are settled with the carrier when it is connected.
VNPOST_ASSUMED = {
    "5": Scan.COLLECTED,
    "6": Scan.IN_TRANSIT,
    "-1": Scan.FAILED,
    "-2": Scan.RETURNED,
    "-3": Scan.LOST,
    "-4": Scan.MISSED,
}
VNPOST = VNPOST_CONFIRMED | VNPOST_ASSUMED

GHN = {
    "ready_to_pick": Scan.ACCEPTED,
    "picking": Scan.COLLECTING,
    "picked": Scan.COLLECTED,
    "storing": Scan.IN_TRANSIT,
    "transporting": Scan.IN_TRANSIT,
    "sorting": Scan.IN_TRANSIT,
    "delivering": Scan.IN_TRANSIT,
    "delivered": Scan.DELIVERED,
    "delivery_fail": Scan.FAILED,
    "waiting_to_return": Scan.FAILED,
    "return": Scan.FAILED,
    "returned": Scan.RETURNED,
    "cancel": Scan.CANCELLED,
    "lost": Scan.LOST,
    "damage": Scan.LOST,
}

DELIVERED = "5"

GHTK = {
    "-1": Scan.CANCELLED,
    "1": Scan.ACCEPTED,
    "2": Scan.ACCEPTED,
    "3": Scan.COLLECTED,
    "4": Scan.IN_TRANSIT,
    DELIVERED: Scan.DELIVERED,
    "7": Scan.MISSED,
    "9": Scan.FAILED,
    "12": Scan.COLLECTING,
    "13": Scan.LOST,
    "20": Scan.FAILED,
    "21": Scan.RETURNED,
}
