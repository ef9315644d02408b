"""A question for a weight is not answered by a volume, nor one for a time by an amount."""

import pytest

from knowledge.quantities import quantities, states


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("迷你电饭煲多重", "净重2.1kg", "容量1.6L，功率400W"),
        ("电池充一次能用多久", "约40分钟", "电池另购每块299元"),
        ("安装费多少钱", "高空作业100元", "2小时内上门"),
        ("机身多宽", "宽598mm", "重42公斤"),
        ("一天几度电", "约0.8度", "保修3年"),
        ("噪音多大", "最低18dB", "适用15-20㎡"),
        ("什么时候发货", "付款后48小时内", "运费由店铺承担"),
        ("适合几口人", "适合3到5口人", "容量520L"),
        ("两台到手多少钱", "亲，到手{payable}", "亲，欢迎光临"),
    ],
)
def test_only_a_text_that_states_the_quantity_asked_for_can_answer(
    question: str, right: str, wrong: str
) -> None:
    wanted = quantities(question)
    assert states(right, wanted)
    assert not states(wrong, wanted)


def test_a_question_for_no_quantity_wants_none() -> None:
    assert quantities("能开专票吗") == ()
    assert quantities("怎么退货") == ()
