from dossiers.api.partners import router as partners
from dossiers.api.payments import router as payments
from dossiers.api.post import router as post
from dossiers.api.tracking import router

__all__ = ["router"]

router.add_router("", payments)
router.add_router("", partners)
router.add_router("", post)
