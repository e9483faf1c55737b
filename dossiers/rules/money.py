"""When money is asked for and what happens to it."""

from datetime import date

from portal.kernel.law import DEFAULT, Citation, Rule, Value

ONE_STOP_SINCE = date(2018, 6, 21)
SOURCE = Citation("61/2018/NĐ-CP", "22")

PAY_WITHIN = Rule(
    "payment.within",
    "How long a dossier waits for its payment before the desk is told that nothing has come",
    "working days",
    (Value(5, ONE_STOP_SINCE, None, SOURCE, DEFAULT),),
)
TRY_MINUTES = Rule(
    "payment.try_minutes",
    "How long a payment begun on the platform is waited for before an envelope is packed whose "
    "carrier asks for the same money",
    "minutes",
    (Value(30, ONE_STOP_SINCE, None, SOURCE, DEFAULT),),
)
RETURNED_WHEN_NOT_ACCEPTED = Rule(
    "payment.returned_when_not_accepted",
    "What was paid for a dossier that is not accepted is given back",
    "yes or no",
    (Value(True, ONE_STOP_SINCE, None, SOURCE, DEFAULT),),
)
PAID_BEFORE_RESULT = Rule(
    "payment.before_result",
    "Charges of these kinds are paid before the desk hands the result out, unless a leader lets it"
    " go in writing",
    "kinds of charge",
    (Value(("FEE", "LEVY"), ONE_STOP_SINCE, None, Citation("61/2018/NĐ-CP", "20"), DEFAULT),),
)
