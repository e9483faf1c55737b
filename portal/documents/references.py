"""Which stored files are named by a row of any app, found through the models themselves."""

from datetime import datetime

from django.db.models import Exists, ForeignKey, OuterRef, QuerySet
from django.utils import timezone

from portal.documents.models import StoredFile
from portal.documents.workflow import Damage, Purpose


def references() -> list[ForeignKey]:
    """Every foreign key to a stored file, also those of apps this one knows nothing of."""
    relations = StoredFile._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    ]


def unreferenced(older_than: datetime) -> QuerySet[StoredFile]:
    """Files sent for a dossier before that moment which no row names."""
    rows = StoredFile.objects.filter(purpose=Purpose.DOSSIER_PAPER, created_at__lt=older_than)
    rows = rows.exclude(damage=Damage.DESTROYED)
    for field in references():
        naming = field.model._base_manager.filter(**{field.name: OuterRef("pk")})
        rows = rows.exclude(Exists(naming))
    return rows.exclude(keep_until__gte=timezone.localdate(older_than)).order_by("created_at", "pk")
