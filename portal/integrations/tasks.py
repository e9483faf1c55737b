from celery import shared_task

from portal.integrations import services
from portal.integrations.services.let_in import forget_nonces

# A partner's answer is awaited for at most half a minute; the rest is for rendering and signing.
DELIVER_SECONDS = 120


@shared_task(
    name="portal.integrations.deliver",
    soft_time_limit=DELIVER_SECONDS,
    time_limit=DELIVER_SECONDS + 30,
)
def deliver(message_id: int) -> None:
    services.deliver(message_id)


@shared_task(name="portal.integrations.sweep")
def sweep() -> None:
    services.sweep()


@shared_task(name="portal.integrations.forget")
def forget() -> None:
    services.forget()
    forget_nonces()
