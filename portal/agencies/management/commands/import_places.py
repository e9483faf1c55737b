from django.core.management.base import BaseCommand

from portal.agencies.services.import_places import import_places


class Command(BaseCommand):
    help = "Fills in the provinces and communes of the country from the package at hand."

    def handle(self, **options: object) -> None:
        provinces, communes = import_places()
        self.stdout.write(f"{provinces} tỉnh, thành phố; {communes} xã, phường, đặc khu")
