"""The columns of a script library 话术库, and the names shops give them.

One table: a name that people use and that is not understood is added here.
"""

import re

from knowledge.loaders.sheets import Cell, shown
from knowledge.tokens import normalise

ID, SCENE, STAGE = "话术编号", "场景", "阶段"
QUESTION, SIMILAR, ANSWER = "问题", "相似问题", "回复"
SKUS, STARTS, ENDS, VALIDITY = "适用商品", "生效时间", "失效时间", "有效期"

ALSO_CALLED = {
    ID: ("编号", "话术id", "知识编号", "id"),
    SCENE: ("业务场景", "分类", "类目", "话术分类", "知识分类", "问题分类", "场景分类", "scene"),
    STAGE: ("服务阶段", "流程阶段", "stage"),
    QUESTION: (
        *("标准问题", "标准问", "客户问题", "客户问法", "客户问", "买家问题", "买家问法", "买家问"),
        *("用户问题", "顾客问题", "提问", "问法", "问", "q", "question"),
    ),
    SIMILAR: (
        *("相似问", "相似问法", "扩展问", "扩展问题", "扩展问法", "其他问法", "同义问法"),
        *("关联问题", "similar"),
    ),
    ANSWER: (
        *("话术", "回复话术", "标准回复", "标准话术", "客服回复", "客服话术", "推荐回复"),
        *("参考回复", "快捷回复", "回复内容", "话术内容", "标准答案", "答案", "回答", "答"),
        *("a", "answer"),
    ),
    SKUS: (
        *("商品编码", "适用型号", "适用产品", "适用机型", "适用sku", "关联商品", "商品", "型号"),
        *("sku", "skus"),
    ),
    STARTS: (
        *("开始时间", "生效日期", "开始日期", "起始时间", "有效期起", "有效期开始", "有效期自"),
        *("有效起", "有效开始时间", "valid_from"),
    ),
    ENDS: (
        *("结束时间", "失效日期", "结束日期", "截止时间", "到期时间", "有效期止", "有效期至"),
        *("有效期结束", "有效止", "有效结束时间", "valid_to"),
    ),
    VALIDITY: ("有效时间", "有效期限", "有效期间", "活动时间", "适用时间", "validity"),
}
"""Standard heading → what else it is called, in lower case and without spaces."""

_STANDARD = {
    name: standard for standard, others in ALSO_CALLED.items() for name in (standard, *others)
}
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|[*\s:/]")
_NUMBERED = re.compile(r"(?<=.)\d{1,2}$")


def heading_of(cell: Cell) -> str | None:
    """The standard heading a column's title means.

    A ``*`` or （必填） beside it and a number behind it (相似问1, 相似问2) are ignored.
    """
    bare = _ASIDE.sub("", normalise(shown(cell)[:40]))
    return _STANDARD.get(bare) or _STANDARD.get(_NUMBERED.sub("", bare))


def understood() -> str:
    """The headings a file must have, with the usual names of each, as a refusal lists them."""
    wanted = (QUESTION, ANSWER)
    return "；".join(f"“{name}”（也可写 {'、'.join(ALSO_CALLED[name][:6])}）" for name in wanted)
