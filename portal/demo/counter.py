"""What the counters of the demo province need: booking plans, and a procedure any desk receives."""

from dossiers.models import BookingPlan
from portal.agencies.models import Agency
from portal.demo.agencies import SINCE
from procedures.models import Offering

ANYWHERE = "2.000635"
NOTE = "Mang theo thẻ căn cước và bản chính giấy tờ."


def load() -> None:
    """Every service centre takes bookings; nothing is changed where there are plans already."""
    if BookingPlan.objects.exists():
        return
    for desk in Agency.objects.filter(kind=Agency.Kind.SERVICE_CENTRE).order_by("pk"):
        BookingPlan.objects.create(desk=desk, since=SINCE, minutes=30, capacity=2, note=NOTE)
    Offering.objects.filter(procedure__code=ANYWHERE).update(anywhere=True)
