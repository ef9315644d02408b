"""``GET /v1/rulebooks/template``: the Excel template of a rulebook."""

from fastapi import APIRouter, Response

from service.shops.rulebook_template import workbook

router = APIRouter(prefix="/v1/rulebooks", tags=["rulebooks"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/template", response_class=Response, responses={200: {"content": {XLSX: {}}}})
def template() -> Response:
    """A workbook with an example, to be filled in and put into the shop's promotions/."""
    headers = {"Content-Disposition": 'attachment; filename="rulebook.xlsx"'}
    return Response(workbook(), media_type=XLSX, headers=headers)
