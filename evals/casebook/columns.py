"""Every column of a suite, once: its heading, how its cell is read, what it is for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import cells


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is the reader's name for it; ``note`` and ``example`` stand in the template."""

    heading: str
    field: str
    read: Callable[[str], Any]
    note: str
    example: str = ""
    required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("用例编号", "id", cells.text, "每行一个，不重复", "预售-001", required=True),
    Column("店铺", "shop", cells.text, "店铺文件夹的 id；不写就是文件所在的店铺", "demo"),
    Column("场景", "scene", cells.text, "业务场景，报告按它分组", "活动咨询"),
    Column("活动", "event", cells.text, "活动编号或名称，报告里可筛选", "2026天猫双11"),
    Column("标签", "tags", cells.listed, "随意加，用、隔开", "预售、定金"),
    Column(
        "对话",
        "turns",
        cells.turns,
        "一行一句：买家「客：」，客服「服：」，都不写就是买家说的；只写「服：」就用系统自己的回复。检查最后一句客的回复",
        "客：静悦1.5匹两台到手多少",
        required=True,
    ),
    Column("页面商品", "page", cells.text, "买家从哪个商品页进来：编码或叫法", "HF-KFR35-JY"),
    Column("商品", "products", cells.listed, "应该听懂的商品：编码或叫法，用、隔开", "静悦空调"),
    Column("数量", "pieces", cells.numbers, "和商品一一对应，用、隔开；不写都是 1", "2"),
    Column("优惠券", "coupons", cells.listed, "买家要用的券：编号或名称", "满2000减150"),
    Column("会员", "memberships", cells.listed, "例如 88VIP", ""),
    Column("定金", "deposit_state", cells.deposit, "未付、已付、错过", "未付"),
    Column(
        "时间点", "at", cells.moment, "对话发生的时间，精确到分", "2026-11-05 20:30", required=True
    ),
    Column(
        "期望动作",
        "action",
        cells.action,
        "回答、反问、拒答、转人工、不用回",
        "回答",
        required=True,
    ),
    Column("必须包含", "must", cells.groups, "用；隔开，每一项都要说到；任选其一用｜", "11月10日"),
    Column("不得包含", "must_not", cells.words, "用；隔开，一项也不能出现", "全网最低"),
    Column("期望价格", "payable", cells.fen, "到手价（元）；回复里每个金额都会核对", "4698"),
    Column("期望定金", "deposit", cells.fen, "定金（元）", "200"),
    Column("期望尾款", "final_payment", cells.fen, "尾款（元）", "4498"),
    Column("期望明细", "lines", cells.priced_lines, "每件商品摊到多少：商品=金额，用；隔开", ""),
    Column("允许金额", "allowed", cells.amounts, "除报价外还可以说的金额，用；隔开", ""),
    Column("期望来源", "sources", cells.groups, "依据的文件或话术编号；任选其一用｜", ""),
    Column("期望意图", "intents", cells.intents, "、".join(cells.INTENTS), "问价"),
    Column("流程", "flow", cells.text, "这句之后走在哪个服务流程：flows 里的场景名", "质量退货"),
    Column("步骤", "flow_step", cells.text, "走到哪一步；全走完写 完成", "收集凭证"),
    Column("还缺", "flow_missing", cells.listed, "这一步还缺什么，用、隔开；不缺不写", "照片"),
    Column("参考话术", "reference", cells.text, "写得好的回复；意思要接近", ""),
    Column("最多字数", "longest", cells.count, "不写就按 shop.yaml", ""),
    Column("模型说", "draft", cells.text, "假如模型写了这句话（测拦截）；不写就用真正的模型", ""),
    Column(
        "期望拦截", "stopped", cells.listed, "模型说的话应触发的拦截码，例如 number.unknown", ""
    ),
    Column("备注", "note", cells.text, "给人看的，不检查", "定金膨胀两台"),
)

BY_HEADING: Mapping[str, Column] = {column.heading: column for column in COLUMNS}
REQUIRED = tuple(column.heading for column in COLUMNS if column.required)
