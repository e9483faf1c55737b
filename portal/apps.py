from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Makes the commands in `portal/management` known; it has no models."""

    name = "portal"
    label = "roof"
