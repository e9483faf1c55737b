"""How long a sign-in lasts. The portal's own choice: no text sets it."""

from datetime import timedelta

OFFICIAL_SESSION = timedelta(hours=12)
