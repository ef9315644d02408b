"""Reading a sentence: no way of writing a figure is passed over."""

import pytest

from service.assist.guard.reading import read


@pytest.mark.parametrize(
    "sentence",
    [
        *("今晚截止", "后天开始", "大后天结束", "昨日到期", "前天开抢", "明早开始"),
        *("周日发货", "星期天发货", "礼拜日发货", "子夜截止", "零点付尾款"),
        *("第二件半价", "对折", "便宜一半", "打折九折", "百分之十", "买二送一", "两成左右"),
        *("等半小时", "半年一换", "廿号", "卅元", "亿元", "幺二三元", "几百元", "３元", "④⑥元"),
    ],
)
def test_a_figure_in_words_alone_is_read(sentence: str) -> None:
    assert read(sentence).mentions
