"""What is held already, used on the counter."""

from django.http import HttpRequest

from dossiers.errors import Invalid
from dossiers.forms.desk.counter import USE_HELD, ChecksForm
from dossiers.models import Intake
from dossiers.services.wallet.attach_at_counter import attach_at_counter


def use_held(request: HttpRequest, intake: Intake, checks: ChecksForm, action: str) -> bool:
    """Put it beside the paper that the button names; False, with words there, when it cannot be."""
    key = action.removeprefix(USE_HELD)
    line = next((line for line in checks.lines if line.key == key), None)
    if line is None:
        return True
    try:
        attach_at_counter(
            intake=intake,
            by=request.user,
            actor=request.actor,
            paper=line.paper,
            agrees=bool(checks.cleaned_data.get(f"agrees-{key}")),
        )
    except Invalid as invalid:
        for name, words in invalid.errors.items():
            checks.add_error(name if name in checks.fields else None, words)
        return False
    return True
