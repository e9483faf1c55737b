from celery import shared_task

from portal.reports import services


@shared_task(name="portal.reports.roll_up")
def roll_up() -> int:
    return services.roll_up()
