"""By which words the rules of a version are read: its questions, and the facts of a filing."""

from procedures.builder.references import Reference, circumstances, every_reference
from procedures.models import Case, EFormVersion
from procedures.models.choices import ChannelKind


def facts_of(version: EFormVersion) -> list[Reference]:
    """The ways of filing, and the cases of the procedures that use the form."""
    return circumstances(dict(cases_of(version)), dict(ChannelKind.choices))


def known_of(version: EFormVersion) -> dict[str, Reference]:
    """Everything a rule of the version may speak of, by its name."""
    return every_reference(version.definition) | {each.path: each for each in facts_of(version)}


def cases_of(version: EFormVersion) -> list[tuple[str, str]]:
    """Key and name of each case, the newest name where it changed."""
    cases = Case.objects.filter(revision__form__form=version.form_id).order_by("key", "pk")
    return list(dict(cases.values_list("key", "name")).items())
