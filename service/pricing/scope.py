"""What a promotion covers: SKUs, categories, shops, or everything, less exceptions."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from .cart import Line

_CHOICES = ("skus", "categories", "shops")


class Scope(BaseModel):
    """A line is in scope if it is named by SKU, category or shop (or ``all``) and not excepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    all: bool = False
    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    shops: frozenset[str] = frozenset()
    except_skus: frozenset[str] = frozenset()
    except_categories: frozenset[str] = frozenset()
    except_shops: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        named = any(getattr(self, choice) for choice in _CHOICES)
        if not (self.all or named):
            raise ValueError("适用范围是空的：请写 all: true，或列出 skus / categories / shops")
        if self.all and named:
            raise ValueError("适用范围写了 all: true 又列了别的：请只留一种")
        return self

    def covers(self, line: Line) -> bool:
        """Whether the line is covered."""
        named = (
            self.all
            or line.sku in self.skus
            or line.category in self.categories
            or line.shop in self.shops
        )
        return named and not (
            line.sku in self.except_skus
            or line.category in self.except_categories
            or line.shop in self.except_shops
        )

    def surely_shares(self, other: "Scope") -> bool:
        """Whether the names alone prove that some product is in both scopes."""
        if self.all and other.all:
            return True
        if self.all or other.all:
            everything, named = (self, other) if self.all else (other, self)
            return everything._leaves_some_of(named)
        return any(
            (getattr(self, kind) - getattr(self, f"except_{kind}"))
            & (getattr(other, kind) - getattr(other, f"except_{kind}"))
            for kind in _CHOICES
        )

    def _leaves_some_of(self, named: "Scope") -> bool:
        """Whether this scope of everything surely keeps something that is named there."""
        excepted = {kind for kind in _CHOICES if getattr(self, f"except_{kind}")}
        return any(
            getattr(named, kind) - getattr(self, f"except_{kind}") and excepted <= {kind}
            for kind in _CHOICES
        )
