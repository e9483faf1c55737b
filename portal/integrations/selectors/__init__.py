from portal.integrations.selectors.health import (
    Condition,
    Health,
    is_on,
    settings_of,
    state_of,
    states,
    when_down,
)

__all__ = ["Condition", "Health", "is_on", "settings_of", "state_of", "states", "when_down"]
