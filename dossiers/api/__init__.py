from dossiers.api.payments import router as payments
from dossiers.api.tracking import router

__all__ = ["router"]

router.add_router("", payments)
