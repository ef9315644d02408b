"""The names that products are told by."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.shops import Shop
from service.shops.short_names import short_names


@dataclass(frozen=True)
class Told:
    sku: str
    title: str
    aliases: tuple[str, ...] = ()


def names(*products: Sequence[str]) -> list[str]:
    told = [Told(str(at), title, tuple(aliases)) for at, (title, *aliases) in enumerate(products)]
    return list(short_names(told).values())


def test_an_alias_that_a_sibling_may_be_called_by_as_well_is_not_told() -> None:
    robots = names(
        ("巡洁 X2自集尘扫地机器人", "扫地机器人", "扫地机X2"), ("巡洁 X1扫拖机器人", "扫地机X1")
    )
    assert robots == ["扫地机X2", "扫地机X1"]


def test_an_alias_of_this_product_alone_is_told_though_its_characters_stand_elsewhere() -> None:
    assert names(("热泵烘干机", "烘干机"), ("洗烘一体机", "带烘干的洗衣机"))[0] == "烘干机"


def test_units_are_one_however_they_are_written() -> None:
    drums = names(
        ("柔护 10kg变频滚筒洗衣机", "滚筒洗衣机", "10公斤滚筒"),
        ("柔护 10kg洗烘一体滚筒洗衣机", "洗烘一体"),
    )
    assert drums == ["变频滚筒洗衣机", "洗烘一体"]


def test_where_no_alias_is_its_own_the_end_of_the_title_tells_it() -> None:
    assert names(("暖风机 NF20", "暖风机"), ("暖风机 NF30", "暖风机")) == [
        "暖风机 NF20",
        "暖风机 NF30",
    ]


def test_a_product_without_aliases_is_told_by_its_title() -> None:
    assert names(("台灯",), ("落地灯",)) == ["台灯", "落地灯"]


def test_no_two_products_of_the_sample_shop_are_told_by_one_name(shop: Shop) -> None:
    told = [product.short for product in shop.catalogue]
    assert len(set(told)) == len(told)
    assert shop.catalogue.products["HF-RV-X2"].short == "扫地机X2"
