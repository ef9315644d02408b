"""What a segment asks, by the trade's words: one line an intent, the first that fits decides."""

import re

from service.conversations.state import Intent

MEASURED = r"(?:尺寸|功率|容量|噪音|噪声|分贝|声音|面积|吸力|续航|转速|能效|水量|匹数|宽度?|高度?|深度?|长度|厚度|重量|制冷量|制热量|耗电|用电|水箱|体积)"
"""What is measured of a product and is no money: 宽度差多少, 噪音小多少."""

_PATTERNS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.COMPLAINT,
        re.compile(
            r"投诉|举报|12315|12305|消协|消费者协会|工商局|市监局|曝光|起诉|律师函|法院见|媒体|职业打假|欺诈消费者"
        ),
    ),
    (
        Intent.HUMAN,
        re.compile(
            r"(?:转|找|要|叫|接)个?人工|人工客服|真人|(?:找|叫|换|来)个?人(?:来|吧|$)|机器人吗|(?:叫|找|让|请|要|联系)(?:一下)?你?们?(?:的)?(?:店长|经理|主管|领导|老板|负责人|管事的)|"
            r"(?:不要|别|不想)(?:再)?(?:让|跟|和|用)?(?:我)?(?:机器人|机器)|机器人别|^人工(?:客服)?[吧呢啊！!]*$|(?:有|是)(?:没有)?(?:活|真)人(?:吗|么|不|客服)|活人|你(?:是|是不是)机器人|转(?:接)?(?:客服|售后|专员)"
        ),
    ),
    (Intent.QUESTION, re.compile(r"换货|券.{0,4}退(?!货)|退.{0,2}券")),
    (
        Intent.PROTECTION,
        re.compile(
            r"价保|保价(?!值)|价格保护|(?:降|跌|掉|便宜)(?:了|价|价了|下来)+.{0,8}(?:补|退|赔|差价|怎么办|咋办|多少)|"
            r"买贵了|(?:买|拍|付)(?:完|了|后).{0,4}(?:降|跌|掉)价|(?:过几天|过两天|回头|后面|以后|之后|万一|到时候).{0,6}(?:降价|更便宜|又便宜|便宜了).{0,6}(?:怎么|咋|补|退|赔|呢|$)|"
            r"补(?:我|给我)?多少|退(?:我|给我)?多少差价|(?:补|退)(?:我|给我|一下)?差价?(?:吗|不|么|嘛)|差价.{0,3}(?:退|补)(?!货)|(?<!要)(?<!换货要)(?:能|会|给|可以)补(?:我)?差"
        ),
    ),
    (
        Intent.REFUND,
        re.compile(
            r"退.{0,8}(?:多少|几钱|几块)|(?:退款|能退|会退|退回?来?)(?:给我)?(?:的)?(?:金额|多少|几(?![天个小]))|退多少|返还多少|^(?:那)?(?:全|都|全部)退(?:了|掉)?(?:呢|的话)"
        ),
    ),
    (
        Intent.GAP,
        re.compile(
            r"凑单|(?:还|再)差多少|差多少.{0,4}(?:能|可以|才|够|满|减|用)|(?:券|门槛|满\d+).{0,8}差多少|凑(?:多少|什么|啥|到|够|点)|还差多少|够不够(?:满|门槛)|够门槛"
        ),
    ),
    (
        Intent.QUESTION,
        re.compile(
            rf"{MEASURED}.{{0,4}}(?:差|相差|差距|小|大|高|低|多|少)(?:了|出)?多少(?!钱)|{MEASURED}(?:有|的)?(?:差距|区别|差别)"
        ),
    ),
    (
        Intent.SPLIT,
        re.compile(
            r"(?:分|拆)(?:开|成|两|几)?(?:单|笔|次|开(?!送|发|寄|装|放))(?:拍|买|下单|付|结算)?|一起(?:拍|买).{0,4}分开|合并(?:付款|下单)|"
            r"(?:两|2|几)(?:单|笔|次)(?:拍|买|下|付|会|是不是|划算|便宜)"
        ),
    ),
    (
        Intent.COMPARISON,
        re.compile(
            r"哪(?:个|款|台|种)?(?:的)?(?:价格|价)?(?:要|会)?(?:更|比较|最)?(?:便宜|划算|贵|实惠|合算|省钱)|(?:差|贵|便宜)(?:了|出)?(?:多少|几百|几十|几块)|相差|差价(?:是)?多少|价差|"
            r"(?:比|跟|和|与).{1,12}(?:便宜|贵)(?:多少|吗|不|了?几)|"
            r"(?:还是|和|跟|与).{1,14}(?:便宜|划算|贵|实惠|合算)(?:些|点)?$|(?:便宜|划算|贵|实惠|合算)还是.{1,16}(?:便宜|划算|贵|实惠|合算)|"
            r"(?:对比|比较|比一?比)(?:一?下)?.{0,24}(?:价格|价钱|哪)|价格(?:对比|比较|比一?比)"
        ),
    ),
    (Intent.PRICE, re.compile(r"叠(?:加)?(?:完|后|了|上)(?:以后|之后)?(?:是|要)?多少")),
    (
        Intent.QUESTION,
        re.compile(
            rf"{MEASURED}(?:分别|各|都|大概|具体)?(?:是|有)?(?:多少(?!钱)|几)|{MEASURED}.{{0,3}}[大小高低]多少|"
            r"(?:宽|高|深|长|厚|重)(?:度|量)?(?:分别|各|都)?(?:是|有)?多少|适合?多大|多少(?:分贝|升|公斤|斤|瓦|平|毫米|厘米|公分|度电|匹|人|天|小时|w|db)"
        ),
    ),
    (
        Intent.STACKING,
        re.compile(
            r"(?:叠加|叠(?!放|着|在)|同享|同时用|一起用|一块用|都能用|共用)(?:不|吗|么|得|嘛|用|上|享)?|能不能叠(?!放)|能叠(?!放)|可以叠(?!放)"
        ),
    ),
    (
        Intent.SCHEDULE,
        re.compile(
            r"(?:尾款|定金|订金|预付).{0,8}(?:什么时候|啥时候|几号|几点|哪天|何时|时间|多久|截止)|"
            r"(?:什么时候|啥时候|几号|几点|哪天)(?:能|可以|要|开始)?(?:付|交|给|结(?!束))(?:尾款|定金|订金|钱)?"
        ),
    ),
    (
        Intent.PRICE,
        re.compile(
            r"多少(?:钱|米|元|块|银子|大洋|软妹币|rmb|人民币|钞票|刀)|到手|价格|价钱|价位|几钱|几个钱|咋卖|怎么卖|点卖|合计|总共|一共|总计|总价|总额|总数|实付|应付|付款金额|(?:要|得|应|该)?付多少|"
            r"(?:尾款|定金|订金)(?:是|要)?多少|(?:便宜|优惠|省|减|折|券)(?:完|后)?(?:是|能|了)?多少|折后|券后|优惠后|什么价|啥价|怎么个价|(?:最终|最后|现在|团购|批发|打包|活动|预售|大促|双十一|双11)的?价(?!保)|现价|售价|卖价|单价|全款|"
            r"(?<!保)(?:报|给|算|问|发)(?:我|下|一下|个|下个|一个)*(?:总)?价|多少来着|会便宜(?:吗|不)|算(?:一下|下|算)|再算|算一算|多钱|几块|好多钱|最低多少|"
            r"多少(?:能|可以)?(?:拿下?|入手|卖|买|走)|price|cost|"
            r"(?<![宽高深重长厚])(?<!噪音|容量|功率|尺寸|面积|吸力|水量|匹数)(?:是|有)?多少(?:$|[呢呀啊])"
        ),
    ),
)
AFTER_SALE = re.compile(
    r"退[^订]|退$|价格保护|价保|保价|补差|差价(?!多少|是多少)|降价|赔|换货|维修"
)
"""Money that goes back is not the price of a basket: no purchase is read from such a segment."""

MONEY = frozenset(
    {
        *(Intent.PRICE, Intent.SCHEDULE, Intent.STACKING, Intent.GAP, Intent.COMPARISON),
        *(Intent.SPLIT, Intent.REFUND),
    }
)
"""What the calculator answers."""

BACK = frozenset({Intent.REFUND, Intent.PROTECTION})
_LOUD = frozenset({Intent.COMPLAINT, Intent.HUMAN})


def intent_of(text: str) -> tuple[Intent | None, str]:
    """The intent of the normalised ``text`` and the word that decided, ``(None, "")`` if none."""
    for intent, pattern in _PATTERNS:
        match = pattern.search(text)
        if match:
            # 坏了赔多少钱 is not answered with the price of a basket
            other = intent not in _LOUD | BACK and AFTER_SALE.search(text)
            return (Intent.QUESTION if other else intent), match[0]
    return None, ""
