"""When officials are reminded. The portal's own choice: no text sets it."""

from datetime import timedelta

REPLY_REMINDER = timedelta(hours=2)
"""Working hours before the reply of the desk is due."""

HORIZON = timedelta(days=21)
"""In wall time nothing is reminded of earlier, whatever holidays lie between."""

TASK_REMINDER = timedelta(days=1)
