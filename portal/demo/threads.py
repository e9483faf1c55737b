"""What applicants of the demo province write about their dossiers: one answered, one that waits."""

from uuid import uuid4

from django.utils import timezone

from dossiers.models import Dossier, Message
from dossiers.selectors.desk_lists import IN_HOUSE
from dossiers.services.messages import answer_message, write_message
from portal.demo.dossiers import PROCEDURE, cast

ASKED = (
    "Kính gửi bộ phận hộ tịch, tôi cần bản sao trước ngày nhập học của con. Hồ sơ có kịp trả trong "
    "tuần này không ạ?"
)
ANSWERED = (
    "Chào bạn, chúng tôi đã tra xong Sổ hộ tịch và đang trình ký. Kết quả sẽ có đúng ngày hẹn ghi "
    "trong giấy tiếp nhận; Cổng sẽ báo cho bạn ngay khi ký xong."
)
WAITS = (
    "Tôi đi công tác đến cuối tuần. Khi có kết quả, em trai tôi mang giấy ủy quyền đến nhận thay "
    "được không ạ?"
)


def load() -> None:
    """Write once; a demo in which people have written stays as it is."""
    if Message.objects.exists():
        return
    people, now = cast(), timezone.now()
    dossiers = Dossier.objects.filter(
        revision__procedure__code=PROCEDURE,
        state__in=IN_HOUSE,
        holder=people.unit,
        owner__in=[people.citizen, people.neighbour],
        accepted_at__lt=now,
    )
    first, second = dossiers.select_related("owner").order_by("-accepted_at", "-pk")[:2]
    write_message(dossier=first, by=first.owner, text=ASKED, send_key=uuid4(), at=now)
    answer_message(dossier=first, by=people.officer, text=ANSWERED, send_key=uuid4(), at=now)
    write_message(dossier=second, by=second.owner, text=WAITS, send_key=uuid4(), at=now)
