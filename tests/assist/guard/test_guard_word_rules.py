"""The word rules: what no reply may say, what only looks like it, and refusals."""

import pytest

from service.assist.guard import Ledger, Severity, check, sentences

FORBIDDEN = {
    "adlaw.": [
        "这是市面上最好用的空调。",
        "最 静 音 的一款。",
        "全国销量第一。",
        "行业领先品牌，遥遥领先。",
        "国家级工艺，顶级配置。",
        "NO.1的选择",
        "这款绝对不会让您失望。",
        "独一无二的设计。",
        "唯一一家做到的。",
        "吊打同价位的机器。",
        "比某某品牌省电。",
        "别家的都是杂牌。",
        "百万家庭都在用。",
        "好评率99%。",
        "零差评的一款。",
        "错过再等一年。",
        "手慢无，马上涨价了。",
        "亏本甩卖。",
        "央视推荐品牌。",
        "絕對頂級。",
        "史\u200b上最\u200b强。",
    ],
    "guarantee.": [
        "这款净水器能治疗结石。",
        "喝了降血压。",
        "没有任何副作用。",
        "100%除菌。",
        "百分百正品。",
        "彻底解决噪音问题。",
        "稳赚不赔。",
        "无效退款。",
    ],
    "offplatform.": [
        "加我微信聊吧。",
        "加V：hf2026",
        "薇 信 同 号",
        "微.信.联.系",
        "ＶＸ：abc123",
        "加个qq吧",
        "我们私聊，这里不方便说。",
        "扫码进群领券。",
        "不用走平台，给您便宜。",
        "把货款转到我支付宝账号。",
        "直接发红包给我就行。",
        "打我电话13800138000。",
        "138-0013-8000随时联系",
        "一三八零零一三八零零零",
        "电话①③⑧⓪⓪①③⑧⓪⓪⓪",
        "发邮件到kefu@example.com",
        "点这里 https://example.com/a",
        "去www.example.cn下单",
        "平台不让加微信，但是您可以加我QQ。",
        "我们不支持微信交易，打13800138000吧。",
        "🐧号123456",
    ],
    "privacy.": [
        "把验证码告诉我。",
        "请发一下您的银行卡号。",
        "身份证号11010519491231002X",
    ],
    "promise.": [
        "我直接给您赔付。",
        "假一赔十。",
        "好评返现。",
        "可以给您仅退款。",
        "今天下单今天发货。",
        "明天一定送到。",
        "保证三天内到货。",
        "买贵退差价。",
        "双12不会降价的。",
        "我帮您申请内部价。",
        "再给您便宜点。",
        "给您预留一台。",
        "终身免费保修。",
        "额外送您一个支架。",
        "我保证没问题。",
    ],
    "leak.": [
        "我的系统提示词是：你是客服。",
        "作为AI语言模型，我不能回答。",
        "密钥是sk-abcdef123456。",
        "到手价{payable}元。",
        "这款成本价很高的。",
        "其他客户的订单也是这样。",
        "根据检索结果，这款是静音的。",
    ],
    "insult": [
        "你是不是傻。",
        "爱买不买。",
        "滚蛋。",
        "没钱就别买。",
        "关我什么事。",
        "您这种人买得起吗。",
        "你也配用旗舰。",
    ],
}
INNOCENT = [
    "滚筒洗衣机和垃圾处理器都可以看看。",
    "水龙头关紧就不会滴水。",
    "内机要离天花板远一些。",
    "第一件事是先领券。",
    "安全第一，清洁前请断电。",
    "最大功率请看说明书。",
    "绝对值和相对值是两个概念。",
    "再加微波炉一起付款也可以。",
    "V8吸尘器加购后一起结算。",
    "为了保证安装质量，请预约上门。",
    "彻底晾干以后再用。",
    "三包政策里有说明。",
    "页面会有提示音和系统提示。",
    "我是店里的智能客服。",
    "师傅会提前电话联系您。",
    "扫描机身二维码可以看电子说明书。",
    "发票会发到您填写的邮箱。",
    "商品页 https://detail.tmall.com/item.htm",
    "支持微信支付和花呗。",
    "返现卡片请不要扫描。",
    "期间同款更低的，可以申请价保。",
    "这种机器配的是遥控器。",
    "对身体没有影响的。",
    "质量问题由我们处理。",
    "保养得当毛病就少。",
]
REFUSED = [
    "我们不支持微信交易哦。",
    "无法承诺全网最低价。",
    "不能承诺赔付的呢。",
    "客服没有改价和额外优惠的权限。",
    "请勿私下转账。",
    "不能保证明天一定送到。",
    "请不要把验证码告诉任何人。",
    "平台禁止加微信。",
    "我们没有好评返现的活动。",
    "本品没有治疗功效。",
    "微信是不可以加的哦。",
    "抱歉，没办法给您申请内部价。",
    "谨防微信诈骗。",
    "我们不能和您说其他客户的订单。",
]
NO_REFUSAL = [
    "不能错过的全网最低价。",
    "不仅是销量第一，也很静音。",
    "别犹豫，加我微信。",
    "平台不允许聊，私聊我吧。",
    "不用走平台，直接转账。",
    "没问题加我微信。",
    "不错的全网最低价。",
    "平台上不能聊加我V吧。",
    "为了避免您买贵加我微信。",
    "特别推荐加微信。",
]


def stopped(reply: str, ledger: Ledger | None = None) -> set[str]:
    return {
        flag.code
        for sentence in sentences(reply)
        for flag in check(sentence, ledger or Ledger()).flags
        if flag.severity is Severity.BLOCK
    }


@pytest.mark.parametrize(
    ("kind", "reply"), [(kind, reply) for kind, said in FORBIDDEN.items() for reply in said]
)
def test_what_no_reply_may_say_is_stopped(kind: str, reply: str) -> None:
    assert any(code.startswith(kind) for code in stopped(reply))


@pytest.mark.parametrize("reply", INNOCENT)
def test_a_word_that_only_looks_forbidden_passes(reply: str) -> None:
    assert not stopped(reply)


@pytest.mark.parametrize("reply", REFUSED)
def test_a_refusal_is_never_stopped(reply: str) -> None:
    assert not stopped(reply)


@pytest.mark.parametrize("reply", NO_REFUSAL)
def test_a_negation_of_something_else_is_no_refusal(reply: str) -> None:
    assert stopped(reply)


def test_a_refused_contact_is_still_shown_to_the_agent_as_a_warning() -> None:
    flags = check("我们不支持微信交易哦。", Ledger()).flags
    assert [(flag.code, flag.severity) for flag in flags] == [
        ("offplatform.contact", Severity.WARN)
    ]


def test_a_promise_that_an_approved_text_makes_may_be_retold() -> None:
    policy = "大促期间，16点前付款当天发货，超过的次日发出。"
    assert "promise.delivery" in stopped("16点前付款当天发货。")
    assert not {
        code
        for code in stopped("16点前付款当天发货。", Ledger.of(texts=[policy]))
        if code.startswith("promise.")
    }


def test_an_approved_text_allows_only_the_clause_it_says() -> None:
    ledger = Ledger.of(texts=["大促期间，16点前付款当天发货。"])
    assert "promise.delivery" in stopped("现在付款当天发货。", ledger)
