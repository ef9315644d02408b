"""Questions as buyers put them: the fact that answers each, and the neighbour's that must not."""

from datetime import datetime

import pytest

from service.assist.suggestion import Confidence
from service.pricing import SHANGHAI

from .conftest import Grounding, leaving

PRODUCTS = [  # the question, the fact, what only a neighbour has
    ("静悦1.5匹晚上睡觉吵不吵", "18-38dB(A)", "18-36"),
    ("静悦大1匹噪音多少分贝", "18-36dB(A)", "18-38"),
    ("清风空调声音大吗", "22-41dB(A)", "18-38"),
    ("静悦1.5匹外机噪音大不大", "50dB(A)", "18-38"),
    ("尊享柜机外机声音大不大", "56dB(A)", "54dB"),
    ("2匹柜机内机噪音多少", "23-43dB(A)", "24-45"),
    ("静悦1.5匹适合多大房间", "16-22㎡", "10-16"),
    ("静悦大1匹能用多大房间", "10-16㎡", "16-22"),
    ("清风空调适用面积多少", "15-21㎡", "16-22"),
    ("尊享柜机38平够不够", "30-50㎡", "20-34"),
    ("2匹柜机能用多大面积", "20-34㎡", "30-50"),
    ("静悦1.5匹能效几级能效", "新一级", "新三级"),
    ("清风空调是几级能效", "新三级", "新一级"),
    ("静悦1.5匹用什么插座", "16A三孔插座", "10A"),
    ("静悦大1匹用什么插座", "10A三孔插座", "16A"),
    ("3匹柜机用插座还是空开", "32A空气开关", "16A三孔"),
    ("静悦1.5匹电辅热多少瓦", "1000W", "800W"),
    ("静悦大1匹电辅热多少瓦", "800W", "1000W"),
    ("静悦1.5匹制冷量多少", "3530W", "2630W"),
    ("清风空调制热量是多少", "4700W", "5030W"),
    ("尊享柜机内机多重", "38kg", "46kg"),
    ("2匹柜机外机多重", "38kg", "34kg"),
    ("静悦1.5匹内机多宽", "890mm", "800mm"),
    ("静悦大1匹外机多宽", "780mm", "835mm"),
    ("静悦1.5匹外机尺寸多少", "800×553×285mm", "890×297"),
    ("柜机2匹的内机多高", "1780mm", "1830mm"),
    ("静悦空调带几米铜管", "3米", "4米"),
    ("尊享柜机送几米铜管", "4米", "3米"),
    ("清风空调用的什么冷媒", "R32", None),
    ("静悦1.5匹保修几年", "整机6年", "3年"),
    ("鲜域520白色有多深", "690mm", "700mm"),
    ("鲜域520灰色什么颜色", "岩灰", "釉白"),
    ("鲜域520白色一天几度电", "0.88千瓦时", None),
    ("鲜域520灰色多重", "98kg", None),
    ("鲜域520白色冷冻室多少升", "110L", "520L"),
    ("鲜域520白色噪音多少", "36dB(A)", "38dB"),
    ("对开门冰箱多宽", "910mm", "790mm"),
    ("对开门冰箱多高", "1780mm", "1850mm"),
    ("对开门冰箱进深多少", "700mm", "690mm"),
    ("对开门冰箱能装多少升", "606L", "520L"),
    ("对开门冰箱进门要多宽", "730mm", "720mm"),
    ("三门冰箱尺寸多大", "宽545mm、深605mm、高1760mm", "910"),
    ("三门冰箱噪音大不大", "37dB(A)", "39dB"),
    ("三门冰箱是风冷还是直冷", "风冷", "直冷"),
    ("小冰箱是直冷还是风冷", "直冷", "无霜"),
    ("小冰箱声音大不大", "39dB(A)", "37dB"),
    ("小冰箱几级能效", "二级", "一级"),
    ("小冰箱多高", "1180mm", "1760"),
    ("宿舍冰箱容量多少", "118L", "260L"),
    ("小冰箱什么颜色的", "复古绿", None),
    ("洗烘一体机一次烘几公斤", "7kg", "9kg"),
    ("洗烘一体机能洗多少", "10kg", "8kg"),
    ("洗烘一体机多深", "580mm", "550mm"),
    ("滚筒洗衣机多深", "550mm", "580mm"),
    ("滚筒洗衣机脱水声音大不大", "69dB(A)", "70dB"),
    ("洗烘一体机脱水多少分贝", "70dB(A)", "69dB"),
    ("洗烘一体机转速多少", "1400转/分", None),
    ("洗烘一体机要求多大水压", "0.05-0.8MPa", "0.1-0.4"),
    ("波轮洗衣机多宽", "520mm", "595mm"),
    ("波轮洗衣机甩干吵不吵", "65dB(A)", "58dB"),
    ("迷你洗衣机能洗多少公斤", "3kg", "8kg"),
    ("迷你洗衣机尺寸", "宽400mm、深400mm、高680mm", "520"),
    ("迷你洗衣机几级能效", "二级", "一级"),
    ("烘干机声音大吗", "62dB(A)", "60dB"),
    ("烘干机烘干容量多少", "9kg", "7kg"),
    ("烘干机多深", "640mm", "580mm"),
    ("IH电饭煲几个人够吃", "3-6人", "1-2人"),
    ("IH电饭煲功率多大", "1200W", "400W"),
    ("IH电饭煲什么内胆", "5层复合厚釜", None),
    ("IH电饭煲能预约多久", "24小时", "12小时"),
    ("IH电饭煲几斤重", "4.6kg", None),
    ("迷你电饭煲多少瓦", "400W", "1200W"),
    ("迷你电饭煲容量多大", "1.6L", "4L"),
    ("迷你电饭煲什么颜色", "薄荷绿", "米白"),
    ("可视空气炸锅功率多少", "1500W", "1700W"),
    ("大空气炸锅功率多少", "1700W", "1500W"),
    ("大空气炸锅多重", "5.2kg", "4.3kg"),
    ("5升炸锅多宽", "285mm", "310mm"),
    ("7升炸锅多高", "325mm", "300mm"),
    ("7升炸锅适合几个人用", "4-6人", "2-4人"),
    ("5升炸锅电源线多长", "1米", None),
    ("可视空气炸锅最高能到多少度", "40-200℃", "230"),
    ("破壁机打豆浆吵不吵", "68dB(A)", "72dB"),
    ("破壁机转速多少", "32000转/分", None),
    ("破壁机能装多少", "1.2L", None),
    ("破壁机多高", "410mm", None),
    ("破壁机电机保修几年", "3年", "整机"),
    ("电烤箱温度范围多少", "30-230℃", "200℃"),
    ("电烤箱容量多少升", "38L", None),
    ("烤箱功率多少瓦", "1800W", "900W"),
    ("烤箱里面配了什么", "转叉", None),
    ("微波炉多少瓦", "900W", "1800W"),
    ("微波炉几升的", "23L", "38L"),
    ("扫地机器人吸力多大", "8000Pa", "5000Pa"),
    ("扫地机X1吸力多大", "5000Pa", "8000Pa"),
    ("扫地机X1续航多久", "120分钟", "180分钟"),
    ("扫地机器人能扫多久", "180分钟", "120分钟"),
    ("扫地机X1声音大不大", "60dB(A)", "58dB"),
    ("扫地机器人充满电要多久", "约5小时", None),
    ("扫地机器人能过多高的门槛", "20mm", None),
    ("扫地机器人一次能扫多大", "约200㎡", None),
    ("扫地机器人电池保修多久", "1年", "整机"),
    ("吸尘器重不重", "1.6kg", "4.4kg"),
    ("吸尘器吸力多大", "24kPa", "8000"),
    ("吸尘器用多久没电", "60分钟", "40分钟"),
    ("洗地机清水箱多大", "0.8L", None),
    ("洗地机多重", "4.4kg", "1.6kg"),
    ("洗地机噪音多少", "70dB(A)", "72dB"),
    ("洗地机续航多久", "40分钟", "60分钟"),
    ("洗地机充电时间多长", "约4小时", "5小时"),
    ("电热水器几升的", "60L", "16L"),
    ("电热水器多少瓦", "3300W", None),
    ("电热水器能竖着装吗", "横装", None),
    ("电热水器尺寸多少", "890×480×285mm", "600×380"),
    ("电热水器多深", "285mm", "175mm"),
    ("电热水器防水几级", "IPX4", None),
    ("电热水器用多大的插座", "16A三孔插座", "10A"),
    ("燃气热水器多宽", "380mm", "890mm"),
    ("燃气热水器用液化气行吗", "天然气12T", None),
    ("燃气热水器出水量多大", "16L/min", "2.1"),
    ("燃气热水器什么水压要求", "0.02MPa", "0.4MPa"),
    ("燃气热水器声音大不大", "46dB(A)", None),
    ("净水器废水比多少", "3:1", None),
    ("净水器水压要求多少", "0.1-0.4MPa", "0.8"),
    ("净水器出水快吗 流速多少", "2.1L/min", "16L"),
    ("净水器多大尺寸", "135×430×410mm", "890"),
    ("净水器功率多大", "90W", None),
    ("滤芯套装适配哪款", "HF-RO800", None),
    ("净水器滤芯多久换一次", "12个月", None),
    ("净水器滤芯保修吗", "不保修", "整机1年"),
]
FEES = [
    ("静悦1.5匹高空作业收费吗", "100元/台", None),
    ("静悦1.5匹加长铜管多少钱一米", "90元/米", "140元"),
    ("尊享柜机加长铜管多少钱一米", "140元/米", "90元"),
    ("清风空调外机支架要钱吗", "90元/副", "150元"),
    ("2匹柜机外机支架要钱吗", "150元/副", "90元"),
    ("静悦空调混凝土墙打孔收多少钱", "80元/个", "40元"),
    ("静悦空调包安装吗", "0元/台", None),
    ("清风空调拆旧机多少钱", "80元/台", None),
    ("静悦空调师傅白跑要收费吗", "50元/次", None),
    ("静悦空调补冷媒多少钱一米", "30元/米", "R32"),
    ("燃气热水器烟管加长多少钱", "80元/米", "40元"),
    ("燃气热水器烟管弯头多少钱", "40元/个", "80元"),
    ("燃气热水器单向阀多少一个", "90元/只", None),
    ("电热水器减压阀多少钱", "80元/只", None),
    ("电热水器角阀要钱吗", "40元/只", None),
    ("净水器石英石台面开孔多少钱", "80元/个", None),
    ("净水器移机收多少钱", "120元/次", None),
    ("洗烘一体机叠放连接架多少钱", "120元/套", None),
    ("洗地机滚刷多少钱一个", "89元/只", "1599"),
    ("扫地机器人集尘袋多少钱", "59元/3只装", None),
    ("波轮洗衣机搬上去要加钱吗", "20元/层", "50元"),
    ("我家五楼没电梯 对开门冰箱搬上楼要钱吗", "20元/层", None),
    ("鲜域520白色旧冰箱帮忙搬下楼收钱吗", "50元/台", "20元"),
    ("对开门冰箱要吊装收费吗", "现场报价", None),
    ("鲜域520白色拆门搬进来要收钱吗", "80元/次", None),
    ("搬楼费多少一层", "20元/层", None),
]
EVENT = [
    ("尾款最晚几号之前要付完", "11月14日", "11月10日18:00"),
    ("尾款什么时候开始付", "11月10日20:00", None),
    ("定金付到什么时候截止", "11月10日18:00", "11月14日"),
    ("双11活动哪天结束来着", "11月14日", "12月"),
    ("双11什么时候开始", "10月20日20:00", "12月"),
    ("双12几号开始", "12月8日20:00", "11月"),
    ("双12活动到几号结束", "12月12日", "11月14日"),
    ("现在有没有券", "满2000减150", "满2000减100"),
    ("店里有什么优惠", "跨店每满300减50", "12%"),
    ("静悦1.5匹有券吗", "到手合计2199元", None),
    ("静悦1.5匹算上券呢", "到手合计2199元", None),
    ("清风空调有什么优惠", "还差1元", None),
    ("迷你电饭煲有券吗", "还差301元", "到手"),
    ("柜机3匹不是预售吧", "付定金200立减500", "现货"),
    ("2匹柜机是预售吗", "现货", "定金200"),
    ("扫地机X1要付定金吗", "不用付定金", "50抵150"),
    ("扫地机器人是不是预售", "定金50抵150", "现货"),
]


def _ids(cases: list[tuple[str, str, str | None]]) -> list[str]:
    return [question for question, _, _ in cases]


@pytest.mark.parametrize(("question", "fact", "neighbour"), PRODUCTS, ids=_ids(PRODUCTS))
def test_an_attribute_is_told_of_the_product_meant(
    grounded: Grounding, question: str, fact: str, neighbour: str | None
) -> None:
    _told(grounded, question, fact, neighbour)


@pytest.mark.parametrize(("question", "fact", "neighbour"), FEES, ids=_ids(FEES))
def test_a_fee_is_told_from_its_own_row(
    grounded: Grounding, question: str, fact: str, neighbour: str | None
) -> None:
    _told(grounded, question, fact, neighbour)


@pytest.mark.parametrize(("question", "fact", "neighbour"), EVENT, ids=_ids(EVENT))
def test_the_event_is_told_from_the_rulebook(
    grounded: Grounding, question: str, fact: str, neighbour: str | None
) -> None:
    _told(grounded, question, fact, neighbour)


def _told(grounded: Grounding, question: str, fact: str, neighbour: str | None) -> None:
    first = leaving(grounded(question))[0]
    assert fact in first.text
    assert neighbour is None or neighbour not in first.text
    assert first.confidence is Confidence.HIGH
    assert first.citations
    assert "：；" not in first.text
    assert "收费项目：" not in first.text


ASKED_ELSE = [  # words of an attribute in a question that the attribute does not answer
    "冰箱声音一直响正常吗",
    "新冰箱刚送到声音很大怎么办",
    "滚筒洗衣机脱水抖得厉害",
    "三门冰箱冷藏室多少升",
    "柜机2匹出风口离地多高",
    "净水器水龙头多高",
    "对开门冰箱外包装箱尺寸多少",
    "空调制热什么时候辅热会启动",
    "鲜域520白色的抽屉能承重多少斤",
    "双11晚会几点播",
    "付定金能用券吗",
    "静悦空调保修能自己找人拆修吗",
    "双11的空调什么时候能装上",
    "学生有没有优惠券",
    "券过期了还有券吗",
    "厨房一股煤气味 是不是燃气热水器漏了",
    "电热水器插座冒烟了怎么回事",
    "扫地机器人连不上wifi",
]


@pytest.mark.parametrize("question", ASKED_ELSE)
def test_a_question_about_something_else_gets_no_attribute(
    grounded: Grounding, question: str
) -> None:
    assert grounded(question).facts == ()


FITS = [
    ("尊享柜机38平够不够", "在这个范围内"),
    ("尊享柜机60平够不够", "超出了这个范围"),
    ("静悦大1匹20平能用吗", "超出了这个范围"),
    ("IH电饭煲我家四口人够吗", "在这个范围内"),
    ("洗烘一体机高度只有80放得下吗", "尺寸不够"),
    ("三门冰箱高度只有180放得下吗", "尺寸比它大"),
    ("对开门冰箱门宽70能进吗", "尺寸不够"),
    ("对开门冰箱门宽75能进吗", "尺寸够"),
]


@pytest.mark.parametrize(("question", "judged"), FITS)
def test_what_the_buyer_named_is_compared_and_never_repeated(
    grounded: Grounding, question: str, judged: str
) -> None:
    first = leaving(grounded(question))[0]
    assert judged in first.text
    assert not any(character.isdigit() for character in first.text.split("您说的")[1])


def test_all_values_stand_side_by_side_where_several_products_are_meant(
    grounded: Grounding,
) -> None:
    text = leaving(grounded("扫地机器人和扫地机X1哪个声音小"))[0].text
    assert "58dB" in text
    assert "60dB" in text
    assert text.endswith("数值低的是扫地机X2。")
    text = leaving(grounded("空气炸锅功率多少"))[0].text  # an open choice: both
    assert "1500W" in text
    assert "1700W" in text


def test_a_price_and_a_fact_asked_together_are_told_together(grounded: Grounding) -> None:
    first = leaving(grounded("静悦1.5匹多少钱 噪音大不大"))[0]
    assert first.quote is not None
    assert "到手合计2349元" in first.text
    assert "18-38dB(A)" in first.text


def test_a_choice_by_an_attribute_is_priced_and_not_explained(grounded: Grounding) -> None:
    told = leaving(grounded("1.5匹空调多少钱", "静音的那款"))
    assert told[0].quote is not None


def test_what_was_asked_of_one_product_is_asked_again_of_the_next(grounded: Grounding) -> None:
    assert "1760mm" in leaving(grounded("对开门冰箱多高", "那三门冰箱呢"))[0].text


def test_the_final_payment_of_an_event_that_is_over_is_not_told(grounded: Grounding) -> None:
    later = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
    assert grounded("尾款最晚几号付", at=later).facts == ()


def test_every_question_here_is_one_of_its_own() -> None:
    questions = [question for question, _, _ in (*PRODUCTS, *FEES, *EVENT)]
    assert len(set(questions)) == len(questions) >= 150
