"""The publication gate: what a form lacks, whom it shuts out, what the state already knows.

Refusals keep a form from being published; warnings ask for a second look (32/2017/TT-BTTTT, Điều 4
and Điều 8; 61/2018/NĐ-CP, Điều 4 on not asking twice).
"""

from procedures.eforms.definition import Definition
from procedures.eforms.gate import access, once, stability, structure, wording
from procedures.eforms.gate.finding import Finding, Weight

__all__ = ["Finding", "Weight", "examine", "faults"]


def examine(
    definition: Definition, *, foreigners: bool = False, earlier: tuple[Definition, ...] = ()
) -> list[Finding]:
    """Everything found, refusals first, each in the order of the form.

    `foreigners`: whether people who read English may use the form; `earlier`: published versions of
    the same form, newest last.
    """
    found = [
        *structure.findings(definition),
        *wording.findings(definition, foreigners=foreigners),
        *access.findings(definition),
        *once.findings(definition),
        *stability.findings(definition, earlier),
    ]
    return sorted(found, key=lambda each: not each.refused)


def faults(definition: Definition, earlier: tuple[Definition, ...] = ()) -> list[str]:
    """Sentences for the editor, empty when the form may be published."""
    return [str(each) for each in examine(definition, earlier=earlier) if each.refused]
