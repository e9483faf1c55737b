from importlib import import_module

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Makes the commands and checks of the roof known; it has no models."""

    name = "portal"
    label = "roof"

    def ready(self) -> None:
        import_module("portal.checks")
