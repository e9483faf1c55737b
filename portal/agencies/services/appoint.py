"""Somebody takes up a post."""

from datetime import date

from django.db import transaction
from django.db.models import Model

from portal.agencies.models import Post, Tenure
from portal.audit.actors import Actor
from portal.audit.services import record


def appoint(
    *, post: Post, user: Model, since: date, by: Actor, until: date | None = None
) -> Tenure:
    """``user`` holds ``post`` from ``since`` on; saying it twice changes nothing.

    Raises ``ValidationError`` when the last day is before the first.
    """
    with transaction.atomic():
        Post.objects.select_for_update().get(pk=post.pk)
        known = Tenure.objects.filter(post=post, user_id=user.pk, since=since).first()
        if known:
            return known
        tenure = Tenure(post=post, user_id=user.pk, since=since, until=until)
        tenure.full_clean()
        tenure.save()
        payload = {"post": post.pk, "user": user.pk, "since": since, "until": until}
        record("post.taken", tenure, by, payload)
        return tenure
