from celery import shared_task

from portal.audit import services


@shared_task(name="portal.audit.seal")
def seal() -> None:
    services.seal()
