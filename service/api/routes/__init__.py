"""The routes, one file a resource; ``ROUTERS`` is what the app mounts."""

from fastapi import APIRouter

from . import (
    completions,
    conversations,
    health,
    knowledge_files,
    knowledge_jobs,
    knowledge_versions,
    pages,
    products,
    quotes,
    rulebooks,
    search,
    shops,
    suggestions,
    usage,
)

ROUTERS: tuple[APIRouter, ...] = (
    suggestions.router,
    conversations.router,
    completions.router,
    quotes.router,
    rulebooks.router,
    search.router,
    knowledge_files.router,
    knowledge_jobs.router,
    knowledge_versions.router,
    shops.router,
    products.router,
    usage.router,
    health.router,
    pages.router,
)
