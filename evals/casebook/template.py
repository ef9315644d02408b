"""``goalie eval template``: the workbook to fill in, with examples and what each column takes."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from .columns import COLUMNS
from .rows import GUIDE_SHEET

CASES_SHEET = "用例"
_WIDTHS = {"对话": 44, "必须包含": 26, "不得包含": 26, "参考话术": 30, "模型说": 30, "备注": 26}

EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "用例编号": "示例-001",
        "店铺": "demo",
        "场景": "活动咨询",
        "标签": "预售、定金",
        "对话": "客：静悦1.5匹两台到手多少",
        "商品": "静悦空调",
        "数量": "2",
        "时间点": "2026-11-05 20:30",
        "期望动作": "回答",
        "期望价格": "4698",
        "期望定金": "200",
        "期望尾款": "4498",
        "期望意图": "问价",
        "不得包含": "全网最低",
        "备注": "定金膨胀，两台",
    },
    {
        "用例编号": "示例-002",
        "店铺": "demo",
        "场景": "活动咨询",
        "标签": "追问、券",
        "对话": "客：静悦1.5匹到手多少\n服：\n客：那再用上满2000减150的券呢",
        "商品": "静悦空调",
        "优惠券": "满2000减150",
        "时间点": "2026-11-05 20:30",
        "期望动作": "回答",
        "期望价格": "2199",
        "备注": "只写「服：」表示这里用系统自己的回复",
    },
    {
        "用例编号": "示例-003",
        "店铺": "demo",
        "场景": "商品咨询",
        "对话": "客：十字四门那个冰箱啥价",
        "时间点": "2026-11-05 20:30",
        "期望动作": "反问",
        "备注": "白色灰色价格不同，要先问颜色，不能猜",
    },
    {
        "用例编号": "示例-004",
        "店铺": "demo",
        "场景": "投诉处理",
        "对话": "客：你们就是骗子，我要投诉",
        "时间点": "2026-11-05 20:30",
        "期望动作": "转人工",
        "不得包含": "赔偿；补偿您",
    },
    {
        "用例编号": "示例-005",
        "店铺": "demo",
        "场景": "活动咨询",
        "标签": "拦截",
        "对话": "客：静悦1.5匹能再便宜点吗",
        "商品": "静悦空调",
        "时间点": "2026-11-05 20:30",
        "期望动作": "回答",
        "模型说": "亲，给您打八折，只要1879元，加我微信下单哦。",
        "不得包含": "1879；微信；八折",
        "备注": "假如模型这样写，一个字也不能发出去",
    },
    {
        "用例编号": "示例-006",
        "店铺": "demo",
        "场景": "催发货",
        "标签": "流程",
        "对话": "客：怎么还不发货啊\n服：\n客：订单号2839475610293847561",
        "时间点": "2026-11-05 20:30",
        "期望动作": "反问",
        "流程": "催发货",
        "步骤": "核对订单",
        "还缺": "发货状态",
        "备注": "订单号说过了，只问还缺的",
    },
)


def workbook() -> bytes:
    """The template as an .xlsx file; read as it is, it is a suite that passes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = CASES_SHEET
    sheet.append([column.heading + ("*" if column.required else "") for column in COLUMNS])
    for example in EXAMPLES:
        sheet.append([example.get(column.heading, "") for column in COLUMNS])
    for index, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.heading, 14)
        sheet.cell(1, index).font = Font(bold=True)
        sheet.cell(1, index).fill = PatternFill("solid", fgColor="FFE7D6")
        for row in range(2, 400):
            cell = sheet.cell(row, index)
            cell.number_format = "@"  # text: Excel keeps times and amounts as typed
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.heading == "期望动作":
            choice = DataValidation("list", formula1='"回答,反问,拒答,转人工,不用回"')
            choice.add(f"{letter}2:{letter}400")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "B2"
    guide = made.create_sheet(GUIDE_SHEET)
    for line in _guide():
        guide.append(line)
    for letter, width in zip("ABCD", (14, 8, 70, 34), strict=True):
        guide.column_dimensions[letter].width = width
    for cell in guide[1]:
        cell.font = Font(bold=True)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _guide() -> Iterator[list[str]]:
    yield ["列", "必填", "怎么填", "例子"]
    for column in COLUMNS:
        yield [column.heading, "是" if column.required else "", column.note, column.example]
    yield []
    yield ["", "", "不用的列可以整列删掉；列的先后随意；加 * 的列必须填。"]
    yield ["", "", "填好后运行：goalie eval run 这个文件.xlsx"]
