"""Whether a version of a form may be published: the gate, and the editors' own test data."""

from django.utils.translation import gettext as _

from procedures.builder.keys import all_keys
from procedures.builder.trials import Outcome, attempt
from procedures.eforms.gate import Finding, examine
from procedures.models import EFormVersion, FormTrial, Revision
from procedures.models.choices import Audience

FOREIGN = [Audience.FOREIGNER, Audience.FOREIGN_ENTERPRISE, Audience.FOREIGN_ORGANISATION]


def findings_of(version: EFormVersion) -> list[Finding]:
    """Everything the gate finds, refusals first."""
    earlier = version.form.versions.filter(locked=True, number__lt=version.number)
    return examine(
        version.definition,
        foreigners=_for_foreigners(version),
        earlier=tuple(each.definition for each in earlier.order_by("number")),
    )


def results_of(version: EFormVersion) -> list[tuple[FormTrial, Outcome]]:
    """Every trial of the version with how it comes out now."""
    return [
        (trial, run(trial, version)) for trial in version.trials.select_related("version__form")
    ]


def run(trial: FormTrial, version: EFormVersion) -> Outcome:
    return attempt(
        version.definition,
        trial.answers,
        trial.expectation,
        on=trial.on,
        circumstances=trial.circumstances,
    )


def what_stops(version: EFormVersion) -> list[str]:
    """Sentences for the editor, empty when the form may be published."""
    refused = [str(each) for each in findings_of(version) if each.refused]
    failed = [
        _("Test data “%(name)s” come out differently from what is expected.") % {"name": trial.name}
        for trial, outcome in results_of(version)
        if not outcome.passed
    ]
    return refused + failed


def _for_foreigners(version: EFormVersion) -> bool:
    """Whether a procedure that uses any version of the form is open to people from abroad."""
    uses = Revision.objects.filter(form__form=version.form_id)
    return uses.filter(audiences__overlap=FOREIGN).exists()


def published_keys(version: EFormVersion) -> frozenset[str]:
    """Keys that earlier published versions used: a new question never gets one of them."""
    earlier = version.form.versions.filter(locked=True, number__lt=version.number)
    return all_keys(*(each.definition for each in earlier.order_by("number")))
