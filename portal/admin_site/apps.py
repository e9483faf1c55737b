from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin with the portal's own site: officials only, second factor, our look."""

    default_site = "portal.admin_site.site.PortalAdminSite"
