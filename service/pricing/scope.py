"""What a promotion covers: SKUs, categories, or the whole shop, less exceptions."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Scope(BaseModel):
    """A line is in scope if it is named by SKU or category (or ``all``) and not excepted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    all: bool = False
    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    except_skus: frozenset[str] = frozenset()
    except_categories: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.all or self.skus or self.categories):
            raise ValueError("适用范围是空的：请写 all: true，或列出 skus / categories")
        if self.all and (self.skus or self.categories):
            raise ValueError("适用范围写了 all: true 又列了 skus / categories：请只留一种")
        return self

    def covers(self, sku: str, category: str) -> bool:
        """Whether a product of this SKU and category is covered."""
        named = self.all or sku in self.skus or category in self.categories
        return named and sku not in self.except_skus and category not in self.except_categories
