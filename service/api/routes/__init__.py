"""The routes, one file a resource; ``ROUTERS`` is what the app mounts and what each asks for."""

from collections.abc import Sequence

from fastapi import APIRouter

from service.access.roles import Right

from . import (
    amendments,
    audit,
    chat,
    completions,
    conversations,
    forgetting,
    health,
    inbox,
    knowledge_files,
    knowledge_jobs,
    knowledge_versions,
    live,
    metrics,
    pages,
    products,
    quotes,
    rulebooks,
    search,
    shops,
    suggestions,
    usage,
)

ROUTERS: Sequence[tuple[APIRouter, Right | None]] = (
    (suggestions.router, Right.SERVE),
    (inbox.router, Right.SERVE),
    (amendments.router, Right.SERVE),
    (conversations.router, Right.SERVE),
    (completions.router, Right.SERVE),
    (chat.router, None),
    (quotes.router, Right.SERVE),
    (rulebooks.router, Right.TEACH),
    (search.router, Right.SERVE),
    (knowledge_files.router, Right.TEACH),
    (knowledge_jobs.router, Right.TEACH),
    (knowledge_versions.router, Right.TEACH),
    (shops.router, Right.SERVE),
    (products.router, Right.SERVE),
    (usage.router, Right.WATCH),
    (live.router, Right.WATCH),
    (audit.router, Right.MANAGE),
    (forgetting.router, Right.MANAGE),
    (health.router, None),
    (metrics.router, None),
    (pages.router, None),
)
"""``None``: anybody. A customer's routes ask for what the shop signed (``chat``)."""
