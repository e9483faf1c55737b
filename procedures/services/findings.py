"""What the gate of publication says of a draft, by the section of the law where it is mended."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Sections of a revision in the order of 63/2010/NĐ-CP, Điều 8(2): the name, who and where,
    steps, papers, ways and times and fees, results, and what else hangs on a publication."""

    NAME = "name"
    ANNOUNCEMENT = "announcement"
    WHO = "who"
    STEPS = "steps"
    CASES = "cases"
    PAPERS = "papers"
    CHANNELS = "channels"
    AGENCIES = "agencies"
    RESULTS = "results"
    LAW = "law"
    ONLINE = "online"
    PROCESS = "process"


@dataclass(frozen=True)
class Finding:
    """One sentence for the editor; `refuses` keeps the draft from being published, any other is a
    doubt that a person may overrule."""

    section: Section
    text: str
    refuses: bool = False
