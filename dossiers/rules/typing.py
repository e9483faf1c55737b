"""How much a draft may hold. The portal's own choices: no text sets them."""

LONGEST_ANSWER = 20_000
"""Characters of one answer; a page of typing holds about 3,000."""

LARGEST_DRAFT = 1_000_000
"""Characters of all answers of one draft together."""

MOST_DRAFTS = 50
"""Drafts of one person; older ones must be sent or thrown away first."""

MOST_FILES = 20
"""Files for one paper before they are put together."""
