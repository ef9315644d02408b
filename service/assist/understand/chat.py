"""Talk that asks nothing: greetings, thanks, 好的, a lone emoji."""

import re
import unicodedata

_FILLER = re.compile(r"[\s，。！？!?,.~～…、;；:：^_\-—]+|[\[【][^\]】]{1,6}[\]】]")
_CHAT = re.compile(
    r"(?:亲+爱?的?|老板(?:儿|娘)?|店家|掌柜的?|老铁|美女|帅哥|小姐姐|小哥哥?|姐姐?|在[吗嘛么不]?|在不在|有人[吗嘛么]?|人呢|那啥|人在吗|客服|你好|您好|hello|hi|哈喽|嗨|早|早上好|上午好|中午好|下午好|晚上好|晚安|"
    r"谢谢+(?:你|您|亲|啦|了|哈)?|多谢|感谢|辛苦(?:了|啦)?|麻烦(?:了|你了|您了)|3q|thx|thanks|"
    r"好+的?|好(?:嘞|哒|呢|吧|啊|呀|滴)|嗯+|哦+|噢+|喔+|额+|行+(?:吧|的)?|ok+|okk?|可以(?:的)?|知道了|明白了?|了解了?|收到|懂了|"
    r"哈+|呵+|嘿+|嘻+|再见|拜拜?|88|886|回见|没事了?|没问题|不用了|先这样|我(?:再)?(?:想想|看看|考虑(?:一下|下)?)|考虑(?:一下|下)|"
    r"等(?:一)?下|稍等|我?(?:去)?问(?:一)?下(?:老婆|老公|家人|家里|爸妈|我妈|我爸)?|[啊呀哈呢吧哦啦嘛了])+|"
    r"(?:那|我|就|先|ok|好|行|嗯|哦|嘞|再|到时候?|不说|那我|得嘞)*(?P<act>睡|走|撤|溜|蹲|等|忙|闪|下|想|看|考虑|商量|逛|琢磨)"
    r"(?:了|着|下|一下|会儿?|等|想|看|哈|啦|吧|再说|再来|先|(?P=act)|[那就我])*(?:去.{1,4})?|"
    r"(?:我|已经|刚|都|好|行|ok|嗯|搞定)*(?:拍|付|买|下单|领|抢|收|约)(?:上|好|完|到|过)?(?:款)?(?:了|啦)+[啊哈呀]?"
)


def is_chat(text: str) -> bool:
    """Whether a normalised burst needs no answer of substance."""
    rest = _FILLER.sub("", "".join(c for c in text if not _is_picture(c)))
    return not rest or bool(_CHAT.fullmatch(rest))


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Mn", "Cf", "Cs")
