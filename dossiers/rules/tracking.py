"""How a person proves that a dossier is his. The portal's own choices: no text sets them."""

from datetime import timedelta

CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
PROOF_LIFETIME = timedelta(minutes=30)
