"""How dossiers count in the reports on their handling."""

from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value

FORM = "01/2020/TT-VPCP"

ONLINE_CHANNELS = Rule(
    "settlement.online_channels",
    "Ways of filing that the report counts as online; all others are direct or by post",
    "channels",
    (Value(("ONLINE", "KIOSK"), date(2020, 10, 21), None, Citation(FORM), DEFAULT),),
)

WITHOUT_RESULT = Rule(
    "settlement.without_result",
    "A dossier given back, withdrawn or stopped before its date counts as handled",
    "punctuality",
    (Value("ON_TIME", date(2020, 10, 21), None, Citation(FORM), DEFAULT),),
)

CONTACT_POINTS = Rule(
    "settlement.contact_points",
    "Indicator 3: points of a dossier by how often its applicant was called upon to complete it "
    "without having caused it alone",
    "points for none, one, more",
    (Value((2, 1, 0), date(2019, 1, 6), None, Citation("01/2018/TT-VPCP", "13"), DEFAULT),),
)

TIME_POINTS = Rule(
    "settlement.time_points",
    "Indicator 1: points of a dossier by its whole time against the limit",
    "points for shorter, equal, longer",
    (Value((2, 1, 0), date(2019, 1, 6), None, Citation("01/2018/TT-VPCP", "13"), DEFAULT),),
)
