"""On how many past dossiers a draft is tried. The portal's own choice: no text sets it."""

USUAL = 100
CHOICES = (100, 200, 500, 1000)
STEP = 100
"""So many are tried at once, the first of them while the editor waits."""

KEPT = 5
"""Trials kept of one draft."""
