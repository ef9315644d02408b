"""Dialect, English and the commonest slips in standard words: 唔要两部 is 不要两台.

A row a word, in order. What is read afterwards knows one way of saying a thing; what the buyer
wrote stays in the state as it is. Slips are mended only where their neighbours leave no doubt.
"""

import re
from collections.abc import Mapping

from .text import normalise

_NUMERAL = r"[一两二三四五六七八九十几\d]"

_WORDS: tuple[tuple[str, str], ...] = (
    # 粤
    (r"冇", "没有"),
    (r"唔该", "麻烦"),
    (r"唔", "不"),
    (r"係", "是"),
    (r"嘅", "的"),
    (r"[俾畀]", "给"),
    (r"啲", "些"),
    (r"咩", "什么"),
    (r"点解", "为什么"),
    (r"几时", "什么时候"),
    (r"边(?=[个款台])", "哪"),
    (r"嗰", "那"),
    (r"而家", "现在"),
    (r"[佢渠](?=也|要|买|话|说)", "他"),
    (r"睇", "看"),
    (r"攞", "拿"),
    (r"几多", "多少"),
    (r"点卖", "怎么卖"),
    (r"得啦$", "就行"),
    (r"细(?=部|台|个|的)", "小"),
    (r"㗎|噶|嘎(?=$)", "啊"),
    # 川渝
    (r"啷个|郎个|浪个", "怎么"),
    (r"好多(?=钱|米|块|$|[，。?？])", "多少"),
    (r"相因|巴适价", "便宜"),
    (r"莫得", "没有"),
    (r"晓得", "知道"),
    (r"勒(?=券|个|台|款|张)", "的"),
    (r"喃(?=$|[，。?？])", "呢"),
    (r"[撒噻](?=$|[，。?？])", ""),
    (r"要得(?=$|[嘛撒噻，。 ])", "好"),
    # 东北、山东
    (r"咋整", "怎么办"),
    (r"咋(?=卖|弄|办|样|回事)", "怎么"),
    (r"(?<!调|完|平|修)整(?=[一两二三俩仨\d个台它这那])", "买"),
    (r"[搁放]?一堆(?:儿|堆)?(?=$|[，。 买算拍多付要])", "一起"),
    (r"俺", "我"),
    (r"(?<=^)中(?=$|[，。 ])", "好"),
    # 吴
    (r"侬", "你"),
    (r"阿拉", "我们"),
    (r"几钿|几个铜钿", "多少钱"),
    (r"啥辰光", "什么时候"),
    (r"伐(?=$|[，。?？ ])", "吗"),
    # 英
    (r"how much(?: is (?:it|this|that))?", "多少钱"),
    (r"coupons?", "券"),
    (r"(?<![a-z])total(?![a-z])", "总共"),
    (r"(?<![a-z])(?:bundle|pcs|set)(?![a-z])", ""),
    (r"free shipping", "包邮"),
    (r"(?<![a-z])white(?![a-z])", "白色"),
    (r"(?<![a-z])gr[ae]y(?![a-z])", "灰色"),
    (r"(?<![a-z])black(?![a-z])", "黑色"),
    (r"(?<![a-z])size(?![a-z])", "尺寸"),
    (r"(?<![a-z])pass(?= ?(?:掉|了|吧)?(?:$|[，。]))", "不要了"),
    (r"duo ?shao ?qian", "多少钱"),
    (r"liang ?(?:tai|ge)(?![a-z])", "两台"),
    (r"(?<=[\u4e00-\u9fff]) ?ne$", "呢"),
    # 错字、语音
    (r"(?<![现正存实所内外不都])在(?=加[一两个台\d]|来[一两个台\d]|添|多[来要买加])", "再"),
    (r"哪(?=就|再|还|要是|如果|我)", "那"),
    (r"道手", "到手"),
    (r"一白一灰(?:各一[台个])?", "白的一台灰的一台"),
    (r"一灰一白(?:各一[台个])?", "灰的一台白的一台"),
    (r"一大一小(?:各一[台个])?", "大的一台小的一台"),
    (r"多少[前浅潜线](?=$|[，。?？ 啊呀呢])", "多少钱"),
    (r"(?<=[要来买拿])量(?=[个台件])", "两"),
    (r"(?<=[两二三四这那一])祥", "样"),
    (rf"(?<={_NUMERAL})[太抬泰苔](?![贵大小多好热阳能难])", "台"),
    (r"(?<=张)[卷劵圈倦劝]|(?<=优惠)[卷圈倦劝]|(?<=店铺)[卷圈倦劝]|(?<=厨房)[卷圈倦劝]", "券"),
    (r"(?<=\d)[卷劵]", "券"),
    (r"(?<=[有用领叠带\d])[卷倦劝](?![心子饼毛发入帘])", "券"),
    (r"(?<=的)[卷倦劝](?=$|[，。 用能可多])", "券"),
    (r"^[卷劵](?=[能可用 ，]|$)", "券"),
    (r"[➖–—−]", "-"),
    (r"(?<=\d)/(?=\d{2,3}(?:$|[^\d/]))", "-"),
)
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|;")
_NUMBERED = re.compile(r"^\d{1,2}[、)） ](?=[\u4e00-\u9fff])")
"""1、洗烘一体 2台: a list with numbers."""
_SHORT_THOUSAND = re.compile(r"(?<![\d.])(\d)([千百])(?:(\d)(?!\d))?(?![瓦克米帕])")


def spoken(text: str) -> str:
    """``text`` normalised, in standard words."""
    plain = _SHORT_THOUSAND.sub(_in_figures, normalise(text).translate(_CAPITALS))
    plain = _NUMBERED.sub("", plain)
    return _COMMA.sub("，", _ALL.sub(_standard, plain)).strip()


def _in_figures(match: re.Match[str]) -> str:
    """2千 is 2000, 2千5 is 2500."""
    unit = 1000 if match[2] == "千" else 100
    return str(int(match[1]) * unit + int(match[3] or 0) * unit // 10)


_ALL = re.compile("|".join(f"(?P<w{at}>{word})" for at, (word, _) in enumerate(_WORDS)))
_STANDARD: Mapping[str, str] = {f"w{at}": said for at, (_, said) in enumerate(_WORDS)}


def _standard(match: re.Match[str]) -> str:
    return _STANDARD[match.lastgroup or ""]
