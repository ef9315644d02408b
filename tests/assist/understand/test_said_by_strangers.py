"""What buyers of dialogues written apart said, and was heard as something else."""

from datetime import datetime

import pytest

from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.state import Intent, State
from service.conversations.turns import Turn
from service.pricing import SHANGHAI
from service.shops import Shop

AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
JY, AF5, AF7 = "HF-KFR35-JY", "HF-AF5", "HF-AF7"
WB, KX, PB = "HF-WB23", "HF-KX38", "HF-PB12"
LISTED = "亲，可以看这三款：1、轻享260L三门 2、鲜域520L十字门釉白 3、阔界606L对开门，您看呢"


@pytest.fixture(scope="module")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


def read(shop: Shop, lexicon: Lexicon, *said: str) -> State:
    """The customer's messages, with an answer between them; 客服： begins an agent's."""
    turns: list[Turn] = []
    for text in said:
        if turns and turns[-1].role == "customer":
            turns.append(Turn("bot", "好的亲"))
        if text.startswith("客服："):
            turns[-1:] = [Turn("agent", text.removeprefix("客服："))]
        else:
            turns.append(Turn("customer", text))
    return understand(turns, shop, lexicon, at=AT)


def goods(state: State) -> dict[str, int]:
    return {item.sku: item.quantity for item in state.basket}


@pytest.mark.parametrize(
    ("said", "basket"),
    [
        (
            ("微波炉 烤箱 破壁机 一样一台 一共多少钱", "烤箱算了", "哎又想要烤箱了 还是三样"),
            {WB: 1, PB: 1, KX: 1},
        ),
        (
            ("微波炉 烤箱 破壁机 一样一台 一共多少钱", "烤箱算了", "又要烤箱了", "微波炉要两台吧"),
            {WB: 2, PB: 1, KX: 1},
        ),
        (("我付了两个定金 静悦1.5匹的 尾款多少",), {JY: 1}),
        (("静悦1.5匹多少钱", "两台定金多少"), {JY: 2}),
        (("静悦1.5匹多少钱", "卧室一台 她那屋也要一台 一起多少钱"), {JY: 2}),
        (("静悦1.5匹多少钱", "我老伴说要两台 卧室一台 她那屋也要一台 一起多少钱"), {JY: 2}),
        (("7升的炸锅好多钱", "5升的咧", "两个一哈拿 好多钱嘛"), {AF5: 1, AF7: 1}),
        (("老公说要分体的 10公斤滚筒不带烘的 加热泵烘干机",), {"HF-XQG10-B": 1, "HF-GYJ9": 1}),
    ],
)
def test_the_basket_is_what_was_said(
    shop: Shop, lexicon: Lexicon, said: tuple[str, ...], basket: dict[str, int]
) -> None:
    assert goods(read(shop, lexicon, *said)) == basket


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("谢啦", Intent.CHAT),
        ("谢谢闺女", Intent.CHAT),
        ("谢谢老板娘", Intent.CHAT),
        ("厨房券跟跨店满减冲突吗", Intent.STACKING),
        ("摞起来一共多高", Intent.QUESTION),
        ("一共多少钱", Intent.PRICE),
    ],
)
def test_what_is_asked_is_heard(shop: Shop, lexicon: Lexicon, said: str, intent: Intent) -> None:
    assert read(shop, lexicon, said).intent is intent


def test_the_second_of_an_agents_list_is_counted_through_also_beside_what_is_chosen(
    shop: Shop, lexicon: Lexicon
) -> None:
    first = read(shop, lexicon, "三口之家 冰箱有哪些", f"客服：{LISTED}", "第二个到手多少")
    assert goods(first) == {"HF-BCD520-WH": 1}
    beside = read(
        shop, lexicon, "静悦1.5匹多少钱", "冰箱呢", f"客服：{LISTED}", "加上第三个一起多少"
    )
    assert goods(beside) == {JY: 1, "HF-BCD606": 1}


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("扫地机器人有哪几款", {"HF-RV-X1", "HF-RV-X2"}),
        ("三口之家 冰箱都有哪些", {"HF-BCD260", "HF-BCD606"}),
    ],
)
def test_a_list_that_is_asked_for_chooses_nothing(
    shop: Shop, lexicon: Lexicon, said: str, offered: set[str]
) -> None:
    state = read(shop, lexicon, said)
    assert goods(state) == {}
    assert offered <= set(state.choices)
    assert len(state.choices) > 1


def test_what_colours_there_are_is_no_list_of_goods(shop: Shop, lexicon: Lexicon) -> None:
    assert read(shop, lexicon, "鲜域520有哪些颜色").intent is Intent.QUESTION


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("电饭煲爆炸了", True),
        ("插上就爆炸 吓死人", True),
        ("爆炸头的造型很时髦", False),
        ("在武汉吃的面难吃到爆炸", False),
    ],
)
def test_an_explosion_is_a_danger_and_a_manner_of_speaking_is_none(
    shop: Shop, lexicon: Lexicon, said: str, danger: bool
) -> None:
    scene = read(shop, lexicon, said).scene
    assert (scene is not None and scene.value == "sensitive") is danger
