"""Replies that are wrong, each with the code of what is wrong: all of them must be stopped."""

import pytest

from service.assist.guard import Ledger, Severity, check, sentences

UNKNOWN = [
    "零点开始付尾款",
    "2台到手价4598元哦~",
    "到手¥4,688.00。",
    "到手４６９９元。",
    "两台到手四千六百八十九元",
    "到手肆仟伍佰元",
    "到手4.7k，很合适。",
    "到手4698.5元。",
    "到手4698块9。",
    "到手4​6​89元",
    "到手 4 6 8 9 元",
    "定金300元，尾款4398元。",
    "3台到手4698元。",
    "三台合计4698元。",
    "每满300减60。",
    "双12打八折。",
    "官方立减15%。",
    "官方立减百分之二十。",
    "现在下单打七五折。",
    "第二件半价哦。",
    "尾款11月11日20:00开始付。",
    "尾款11月10日晚9点开始付。",
    "11号晚8点付尾款。",
    "活动到11月15日结束。",
    "活动到11月16日24:00。",
    "定金11月10日19:00截止。",
    "2025年11月10日20:00付尾款",
    "周三晚8点付尾款",
    "今晚8点付尾款。",
    "明天截止，抓紧付定金哦。",
    "噪音只有15dB。",
    "噪音18-28dB。",
    "整机保修10年。",
    "保修三年。",
    "24小时内发货。",
    "30天无理由退换。",
    "适用面积20-30㎡。",
    "这款是2匹的。",
    "仅剩3台，欲购从速。",
    "库存还有50件。",
    "每单限购5台。",
    "给您减99元。",
    "立减五十五元。",
    "到手rmb4599。",
    "到手46９8.01元",
    "12期免息，每期391元。",
]
WRONG_ROLE = [
    "定金100抵300。",
    "每满200减50。",
    "到手价4498元。",
    "到手5798元。",
    "到手2899元。",
    "定金4498元，尾款200元。",
    "尾款4698元。",
    "一共省4698元。",
    "原价4698元。",
    "定金400元。",
    "满50减300。",
    "定金和尾款分别是4498元和200元。",
    "4498元到手。",
    "一台到手4698元。",
    "每台定金200元。",
    "安装费4498元。",
    "单价4698元。",
    "优惠200元后到手1100元。",
    "定金11月10日20:00开始付。",
    "尾款11月10日18:00截止。",
    "11月14日23:59开始付尾款。",
    "11月10日20:00截止付尾款。",
    "价格200元。",
    "4698元的定金。",
    "省4498元。",
    "可抵200元，定金400元",
    "到手价呢，4498元。",
]
VAGUE = [
    "到手不到五千。",
    "两台四千多块。",
    "到手差不多4700。",
    "大概4698元吧。",
    "4700左右到手。",
    "定金一百来块。",
    "两百出头的定金。",
    "能省一千多。",
    "可以便宜好几百。",
    "省不少呢。",
    "到手四千六七。",
    "几百块就能拿下。",
    "比双12划算。",
    "现在买最划算。",
    "全网最低价。",
    "史上最低，错过再等一年。",
    "这个价更便宜。",
    "以后不会再这么便宜了。",
    "双12肯定会涨价。",
    "比京东便宜。",
]


@pytest.mark.parametrize("reply", UNKNOWN)
def test_a_figure_that_is_nowhere_in_the_evidence_is_stopped(ledger: Ledger, reply: str) -> None:
    assert "number.unknown" in _codes(reply, ledger)


@pytest.mark.parametrize("reply", WRONG_ROLE)
def test_a_right_figure_in_the_wrong_role_is_stopped(ledger: Ledger, reply: str) -> None:
    assert "number.wrong_role" in _codes(reply, ledger)


@pytest.mark.parametrize("reply", VAGUE)
def test_a_vague_claim_about_a_price_is_stopped(ledger: Ledger, reply: str) -> None:
    assert any(code.startswith("claim.") for code in _codes(reply, ledger))


def _codes(reply: str, ledger: Ledger) -> set[str]:
    """The codes that stop the reply."""
    return {
        flag.code
        for sentence in sentences(reply)
        for flag in check(sentence, ledger).flags
        if flag.severity is Severity.BLOCK
    }
