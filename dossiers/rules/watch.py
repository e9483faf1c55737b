"""When officials are reminded. The portal's own choice: no text sets it."""

from datetime import timedelta

REPLY_REMINDER = timedelta(hours=2)
TASK_REMINDER = timedelta(days=1)
