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

    def may_share(self, other: "Scope") -> bool:
        """Whether some product could be in both scopes, as far as the names alone can tell."""
        if self.skus and other.skus and not (self._broad or other._broad):
            return bool((self.skus - self.except_skus) & (other.skus - other.except_skus))
        if self._only_skus and self.skus <= other.except_skus:
            return False
        if other._only_skus and other.skus <= self.except_skus:
            return False
        if self._only_categories and other._only_categories:
            return bool(self._open_categories & other._open_categories)
        if self._only_categories and self.categories <= other.except_categories:
            return False
        return not (other._only_categories and other.categories <= self.except_categories)

    @property
    def _broad(self) -> bool:
        return self.all or bool(self.categories or self.shops)

    @property
    def _only_skus(self) -> bool:
        return bool(self.skus) and not self._broad

    @property
    def _only_categories(self) -> bool:
        return bool(self.categories) and not (self.all or self.skus or self.shops)

    @property
    def _open_categories(self) -> frozenset[str]:
        return self.categories - self.except_categories
