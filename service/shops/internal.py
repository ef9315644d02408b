"""What a shop keeps for itself: costs, floor prices, notes. It goes into no reply and no prompt."""

import re

_NAME = re.compile(
    r"成本|底价|保底|进价|进货|拿货|供货|供应商|采购价|出厂价|毛利|利润|佣金|返点|内部|保密|机密|备注|客户等级"
)
_TEXT = re.compile(
    r"内部(?:资料|文件|文档|使用|规定|传阅|培训|参考|专用|价格|底线)|(?:不得|严禁|禁止|请勿|切勿|不可|不要)(?:对外|外发|外传|外泄|泄露|转发给(?:客|买|顾))"
    r"|仅(?:限|供)(?:内部|员工|店内|客服)|(?:公司|商业|绝对)(?:机密|秘密)|保密(?:资料|文件|级别|等级)|员工(?:专用|内部)"
)


def is_internal_name(name: str) -> bool:
    """Whether an attribute or column of this name is the shop's own business (成本价, 底价)."""
    return _NAME.search(name) is not None


def is_internal_text(*texts: str) -> bool:
    """Whether a document, one of its headings or a passage says that it must not leave."""
    return any(_TEXT.search(text) for text in texts)
