"""The trade's service flows 服务流程: which one a burst belongs to, and its stage.

Eleven before and around the order, ten after the sale. One line a scene; the first that fits is
the scene, so the particular ones stand above the general.
"""

import re
from dataclasses import dataclass

from service.conversations.state import Stage
from service.shops.flow import TRADE_FLOWS


@dataclass(frozen=True, slots=True)
class Scene:
    """``id`` is stable; ``name`` is what the trade calls it."""

    id: str
    name: str
    stage: Stage
    words: re.Pattern[str]


def _scene(id: str, stage: Stage, words: str) -> Scene:
    return Scene(id, TRADE_FLOWS[id], stage, re.compile(words))


_PRE, _IN, _AFTER = Stage.PRESALE, Stage.INSALE, Stage.AFTERSALE

SCENES: tuple[Scene, ...] = (
    _scene(
        "sensitive",
        _AFTER,
        r"起火|冒火|火花|火星|煤气味|燃气味|漏气|(?:划|割|砸|夹|扎|电|烫)(?:伤|破|到|了).{0,4}(?:手|脚|人|孩|娃)?|流血|烧起来|麻手|电到(?:我|人)|着火|冒烟|(?<![得到])爆炸(?!头|性|糖|盐)|漏电|触电|烫伤|受伤|住院|记者|媒体|曝光|律师|起诉|职业打假",
    ),
    _scene(
        "complaint",
        _AFTER,
        r"投诉|举报|12315|12305|消协|工商|市监|差评|骗子|欺诈|态度.{0,4}(?:差|恶劣|不好)",
    ),
    _scene("dispute", _AFTER, r"纠纷|平台介入|小二介入|申请介入|仲裁|维权"),
    _scene(
        "wrong_goods",
        _AFTER,
        r"发错|错发|漏发|少发|少(?:了)?(?:一|1)?[个件台]|没(?:有)?(?:收到)?(?:配件|赠品)|不是我(?:买|拍|要)的|颜色(?:发)?不对|(?:颜色|款式|型号|发来的|寄来的|收到的).{0,8}(?:不一样|不是(?:我|一))|跟?我拍的不(?:一样|是)|漏了(?:一|个)|型号不对|缺配件|少配件",
    ),
    _scene(
        "delivery_fault",
        _AFTER,
        r"(?:说|显示|写着).{0,6}(?:送到|签收|到了|已取).{0,12}(?:没|未)|根本没收到|(?:没|未)(?:有)?收到.{0,8}(?:签收|显示)|显示.{0,4}(?:已)?签收|被(?:别人|他人|人)(?:签|拿)|代签|(?:收到|送到|开箱|签收|拆开|打开|箱子|外箱|门上|玻璃|外壳|杯|屏).{0,12}(?:碎|裂|瘪|凹|坑|磕|变形|烂|破(?!壁))|(?:碎|裂|瘪|凹|磕坏|撞坏|压扁|摔坏)了|一个(?:大)?坑|丢件|快递.{0,4}丢|包裹.{0,4}(?:破|丢)|破损|外箱.{0,4}(?:破|烂)|压(?:坏|变形)",
    ),
    _scene("rejection", _AFTER, r"拒收|拒签|不想?收(?:货|件)|到了(?:就)?(?:不|别)收"),
    _scene(
        "freight_refund",
        _AFTER,
        r"运费.{0,6}(?:报|报销|谁出|谁付|承担|退|补)|快递费.{0,6}(?:报销|谁出|谁付|承担|退|补)|退货.{0,4}(?:运费|邮费)|邮费谁|运费险",
    ),
    _scene(
        "small_payment",
        _AFTER,
        r"补偿|赔偿|打款|红包补|补(?:我)?(?:点|些)?钱|赔(?:我|点|多少)",
    ),
    _scene(
        "gift_claim",
        _AFTER,
        r"赠品.{0,6}(?:没|少|补|怎么领|申请|什么时候)|(?:没|补|申请|领).{0,4}赠品|送的.{0,6}(?:没|少|坏)",
    ),
    _scene(
        "quality_return",
        _AFTER,
        r"(?:坏|质量|有问题|故障|不制冷|不转|漏水|异响|不准|不好使|掉漆|掉了|有划痕|有瑕疵).{0,10}退|退.{0,8}(?:质量|坏|有问题|故障)",
    ),
    _scene(
        "exchange",
        _AFTER,
        r"换货|换(?:一)?(?:台|个)新的|能(?:给)?换(?:一)?(?:台|个)?吗|调换|以换",
    ),
    _scene(
        "refund_unshipped",
        _IN,
        r"不发.{0,6}(?:退|取消|不要)|(?:没|未|还没)发货?.{0,8}(?:退|取消|不想要|不要了)|取消订单|订单.{0,4}取消|不想要了.{0,6}(?:没发|未发)|(?:退款|取消).{0,8}(?:没|未)发货",
    ),
    _scene(
        "refund_shipped",
        _AFTER,
        r"(?:在路上|派送|已经?发|发了货|物流).{0,16}(?:不(?:想)?要|退(?!货运费))|仅退款|只退款|不退货.{0,4}退款|已?发货.{0,8}退款|退款不退货",
    ),
    _scene(
        "return_7days",
        _AFTER,
        r"七天无理由|没拆.{0,12}退|不想要了?.{0,6}(?:能|可以)退|7天无理由|无理由|不喜欢.{0,6}退|不合适.{0,6}退|用了?.{0,6}(?:能|可以).{0,2}退|拆(?:了|封).{0,6}退",
    ),
    _scene("promotion", _PRE, r"(?:定金|订金|预付).{0,6}退|退.{0,4}(?:定金|订金)"),
    _scene(
        "return_refund",
        _AFTER,
        r"退货|退款|(?:想|要|能|可以|怎么|申请)退|退(?:了|掉|一[台件个]|多少|钱)|退吗|退不退",
    ),
    _scene(
        "repair",
        _AFTER,
        r"维修|保修|报修|没反应|开不了机|自(?:己|动)关机|失灵|不好使|不灵了|跳闸|卡住|死机|制冷不(?:行|好)|涂层|黑屏|(?:遥控器?|按键|显示屏|屏幕|压缩机|风扇|电机|传感器).{0,6}(?:坏|不|没)|修(?:一下|吗|多少)|上门修|质保|包修|坏了|故障|不(?:制冷|制热|工作|转|通电|启动|加热|出(?:热)?水|响|亮)|报?错误?代码|[ef]\d{1,2}(?!\d)|漏水|异响|师傅",
    ),
    _scene(
        "hurry_delivery",
        _IN,
        r"(?:怎么|咋|为什么)?还(?:没|不)发|没(?:有)?(?:一点)?(?:动静|消息|更新)|(?:今天|明天|后天|周末|几号).{0,4}(?:能)?(?:到货?|送到?)(?:吗|不|么)|(?:到底|能不能|啥时候|今天|明天).{0,6}发(?!票|错|的)|发不发|催(?:一下|下)?(?:发货|快递|物流)?|什么时候(?:能)?(?:发货?|到|送)|多久(?:能)?(?:发货|到|送)|几天(?:能)?(?:发|到)|发(?:货|出)?了(?:吗|没|么)|发货(?:没|时间)|物流|快递(?:到哪|单号)|到哪(?:了|里)",
    ),
    _scene(
        "order_change",
        _IN,
        r"(?:改|换|修改|更改|写错|填错).{0,6}(?:地址|电话|手机|收货人|收件人|姓名|颜色|型号|备注)|(?:地址|电话|手机号?|颜色|收货人).{0,6}(?:改|换|错)|拍错|合并订单|备注",
    ),
    _scene(
        "out_of_stock",
        _PRE,
        r"缺货|没货|断货|什么时候(?:有货|补货|到货)|补货|有(?:没有)?(?:现)?货|还有货|库存|下架",
    ),
    _scene(
        "promotion",
        _PRE,
        r"优惠|活动|满减|定金|订金|尾款|预售|券|红包|津贴|折扣|打折|便宜|到手|多少钱|价格|价保|保价|差价|降价|双\s?(?:十一|11|十二|12)|618|国补|88vip|叠加|凑单|赠品|送(?:什么|啥)|几钱|咋卖|怎么卖|最低价|算(?:一下|下)",
    ),
    _scene(
        "product",
        _PRE,
        r"噪音|功率|尺寸|多大|面积|容量|颜色|能效|参数|材质|适合|区别|哪个好|推荐|怎么用|怎么样|好用|安装|支持|有没有|耗电|静音|省电|滤芯|型号|几匹|几升|高度|宽|深|重量|吸力|续航",
    ),
)

_BY_ID = {scene.id: scene for scene in SCENES}
_ORDERED = re.compile(
    r"(?:我|已经|刚|昨天|前天|上周)?(?:买了|拍了|下单了|下了单|付了款|付款了|拍下了|订了)|(?:昨天|前天|昨晚|刚刚?|之前|上周|上次)(?:就|才)?(?:买|拍|订|付|下单)(?:了|的|过)?(?:尾款)?|(?:今天|今早|\d+号(?:晚上|早上|中午|凌晨)?)(?:就|才)?(?:买|拍|订|付|下单)(?:了|的|过|完)(?:尾款)?|拍(?:重|错|多)了|(?:买|拍|订)(?:了|的).{0,3}[一两二三\d][台个件套单]|我(?:订|拍|买|下单)的|"
    r"(?:刚|已经?|都|早)(?:付(?=完|好了?款|了款)|下单|拍|买|订)(?:完|好|了|过)?(?!.{0,4}[定订]金)|我的订单|订单(?:号|里|怎么)|买的"
)
_RECEIVED = re.compile(
    r"收到(?:了|货)|送到了|送来了|到家了|开箱|签收了|到货了|(?<![领抢拿看找想等])到了(?!吗|没|时候|点|时间)|用了(?:一|两|几|半|\d|没)|用(?:一|两|几|半|\d+)(?:天|周|个月|次|年)|装(?:好|上)了|拆(?:了|开)|刚到|(?:刚|新)(?:装|换|买|到)的|"
    r"没(?:有)?拆|用(?:不惯|坏了|着用着)|(?:送|寄|发)(?:到|来)(?:了|的|个)?.{0,4}(?:天|个|是|的)|里面(?:怎么)?(?:就|只|少)|"
    r"(?:买|收|到)(?:了|手)?(?:才|都|快)?[\d一两二三几半]+(?:多)?(?:天|周|个?月|年)|(?:过去|过了)(?:快|都)?[\d一两二三几半]+(?:天|周|个?月|年)|"
    r"(?:没人|没来)(?:来|上门)?(?:装|安装)|放.{0,2}鸽子"
)


_URGES = re.compile(
    r"还(?:没|不)|没(?:有)?(?:动静|消息|更新|发)|催|到底|拍|买|订|付|下单|我的|物流|单号|哪[了里]|发了|今天|明天|后天|怎么|不到"
)
"""An order that is waited for."""


def scene_of(text: str) -> Scene | None:
    """The scene of a normalised burst; ``None`` if its words name none."""
    return next((scene for scene in SCENES if scene.words.search(text)), None)


def scene_named(id: str) -> Scene:
    return _BY_ID[id]


def stage_of(
    text: str, scene: Scene | None, before: Stage | None, *, in_trouble: bool = False
) -> Stage:
    """Received goods are after the sale, as are those that give trouble (``in_trouble``), an order
    is during it; a conversation goes no stage back by a question that fits any (it may: 再买一台).
    """
    if _RECEIVED.search(text) or in_trouble:
        return Stage.AFTERSALE
    if scene is not None and scene.id == "hurry_delivery" and not _URGES.search(text):
        return before or Stage.PRESALE  # 几天发货 is asked before the order as well
    if scene is not None and scene.stage is not Stage.PRESALE:
        return Stage.AFTERSALE if before is Stage.AFTERSALE else scene.stage
    if _ORDERED.search(text):
        return Stage.AFTERSALE if before is Stage.AFTERSALE else Stage.INSALE
    return before or Stage.PRESALE
