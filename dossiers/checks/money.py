"""What can be recomputed of the money of dossiers."""

from collections.abc import Iterator

from dossiers.models import Demand, Dossier, MoneyReceipt, Movement, ReceiptCounter
from dossiers.models.money.charge import Purpose
from dossiers.selectors.charges import NOTHING, book_of
from portal.audit.checks import Difference, check


@check("derived")
def receipts_have_no_gaps() -> Iterator[Difference]:
    """Each payment has its receipt, and each series of an agency and year has every number once."""
    for movement in Movement.objects.filter(kind="RECEIVED", receipt=None).order_by("pk"):
        yield Difference(f"movement {movement.pk}", "no receipt")
    for counter in ReceiptCounter.objects.order_by("pk"):
        rows = MoneyReceipt.objects.filter(agency=counter.agency_id, year=counter.year)
        given = set(rows.values_list("number", flat=True))
        if given != set(range(1, counter.last + 1)):
            yield Difference(str(counter), "receipts", str(counter.last), str(len(given)))


@check("derived")
def demands_ask_for_what_is_owed() -> Iterator[Difference]:
    """An open demand asks for exactly what is owed, a paid one was paid."""
    asked = Dossier.objects.filter(demands__isnull=False).distinct().order_by("pk")
    for dossier in asked.iterator(chunk_size=500):
        for purpose in Purpose.values:
            book = book_of(dossier, purpose)
            demand = dossier.demands.filter(purpose=purpose, state=Demand.State.OPEN).first()
            if demand is not None and demand.amount != book.owed:
                yield Difference(str(dossier), "demand", str(book.owed), str(demand.amount))
        for paid in dossier.demands.filter(state=Demand.State.PAID).order_by("pk"):
            if book_of(dossier, paid.purpose).received <= NOTHING:
                yield Difference(str(dossier), "paid demand without money", found=paid.reference)
