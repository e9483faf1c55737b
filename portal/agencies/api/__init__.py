from ninja import Router

from portal.agencies.api.due_date import router as due_date
from portal.agencies.api.places import router as places

router = Router()
router.add_router("", due_date)
router.add_router("", places)

__all__ = ["router"]
