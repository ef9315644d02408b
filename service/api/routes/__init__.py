"""The routes, one file a resource; ``ROUTERS`` is what the app mounts."""

from fastapi import APIRouter

from . import (
    conversations,
    health,
    pages,
    products,
    quotes,
    rulebooks,
    search,
    shops,
    suggestions,
)

ROUTERS: tuple[APIRouter, ...] = (
    suggestions.router,
    conversations.router,
    quotes.router,
    rulebooks.router,
    search.router,
    shops.router,
    products.router,
    health.router,
    pages.router,
)
