"""Forms on paper: the same questions as on the page, filled in or left open, as PDF and as ODT.

`sheet` says what stands on the paper, `blank` and `filled` make it, `pdf` and `odt` set it. A form
on paper speaks Vietnamese (32/2017/TT-BTTTT, Điều 7 and 8).
"""

from procedures.printing.blank import blank_sheet
from procedures.printing.filled import filled_sheet
from procedures.printing.formats import FORMATS, Format
from procedures.printing.sheet import Sheet

__all__ = ["FORMATS", "Format", "Sheet", "blank_sheet", "filled_sheet"]
