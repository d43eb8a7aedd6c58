"""What the kubelet asks: does the process work, and can it take requests now?"""

from fastapi import APIRouter, HTTPException, Request

PROBES = ("/live", "/ready")

router = APIRouter(include_in_schema=False)


@router.get("/live")
async def live() -> dict[str, str]:
    return {"status": "live"}


@router.get("/ready")
async def ready(request: Request) -> dict[str, str]:
    if request.app.state.shutting_down:
        raise HTTPException(503, "shutting down")
    # golden-path:begin database
    if not await request.app.state.database.answers():
        raise HTTPException(503, "the database does not answer")
    # golden-path:end database
    return {"status": "ready"}
