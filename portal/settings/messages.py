"""Notices: carriers of text messages, quiet hours, how long a binding notice may stay unproven."""

import environ

env = environ.Env()

# Carriers in the order in which they are asked: esms, viettel, vnpt (each with an address in
# CONNECTORS), or mail, which turns text messages into letters for trying out.
SMS_GATEWAYS = env.list("SMS_GATEWAYS", default=[])
# Without diacritics a text message takes a third of the segments that are paid for.
SMS_PLAIN = env.bool("SMS_PLAIN", default=True)
SMS_SEGMENTS = env.int("SMS_SEGMENTS", default=2)

# No telephone rings in these hours, except for codes and what is urgent. Empty: at any hour.
QUIET_HOURS = env("QUIET_HOURS", default="21:00-07:00")
# More than this many in an hour to one person come together; a daily letter comes at DIGEST_AT.
NOTICES_AN_HOUR = env.int("NOTICES_AN_HOUR", default=5)
DIGEST_AT = env("DIGEST_AT", default="07:30")

# Working days after which a binding notice that is not proven to have arrived climbs on.
LADDER_DAYS = {
    "EMAIL": env.int("LADDER_DAYS_EMAIL", default=2),
    "TEXT": env.int("LADDER_DAYS_TEXT", default=2),
    "BANNER": env.int("LADDER_DAYS_BANNER", default=3),
}

# Codes of sectors of which not even the subject of a letter may speak.
SENSITIVE_SECTORS = env.list("SENSITIVE_SECTORS", default=[])
