import pytest

from portal.kernel.clock import Unit
from procedures.models import Channel, LocalLimit
from procedures.models.choices import LimitKind
from procedures.selectors import is_longer

SAME_DAY = {"limit_kind": LimitKind.SAME_DAY}


def limited(number: int, unit: Unit) -> dict:
    return {"limit_kind": LimitKind.LIMITED, "limit": number, "unit": unit}


@pytest.mark.parametrize(
    ("local", "national", "longer"),
    [
        (limited(1, Unit.WORKING_DAY), SAME_DAY, True),
        (SAME_DAY, limited(1, Unit.WORKING_DAY), False),
        (SAME_DAY, SAME_DAY, False),
        (SAME_DAY | {"at_most": 3}, SAME_DAY, True),
        (limited(9, Unit.WORKING_DAY), limited(12, Unit.CALENDAR_DAY), True),
        (limited(8, Unit.WORKING_HOUR), limited(1, Unit.WORKING_DAY), False),
        (limited(9, Unit.WORKING_HOUR), limited(1, Unit.WORKING_DAY), True),
        (limited(9, Unit.MONTH), {"limit_kind": LimitKind.NOT_STATED}, False),
    ],
)
def test_the_province_may_promise_less_time_and_never_more(local, national, longer):
    assert is_longer(LocalLimit(**local), Channel(**national)) is longer
