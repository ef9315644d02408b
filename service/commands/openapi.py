"""``goalie openapi``: the service's OpenAPI document, as ``/openapi.json`` serves it."""

import json

from service.app import create_app
from service.settings import Settings


def openapi(settings: Settings) -> int:
    print(json.dumps(create_app(settings).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
