"""Ways to write an amount of whole yuan; all of them mean the same."""

import random

_HAN = "零一二三四五六七八九"
_FORMAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_HIDDEN = "​‌‍⁠﻿­"


def han(number: int) -> str:
    """4698 → 四千六百九十八; below 100,000,000."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return han(number // 10_000) + "万" + (gap + han(rest) if rest else "")
    text, zero = "", False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if zero and text else "") + _HAN[digit] + word
            zero = False
        else:
            zero = True
    if 10 <= number < 20:
        text = text.removeprefix("一")
    return text or "零"


def spelt(yuan: int, rng: random.Random) -> str:
    """One way, with its currency."""
    plain = str(yuan)
    ways = [
        f"{plain}元",
        f"{yuan:,}元",
        f"¥{plain}",
        f"￥{yuan:,}.00",
        f"{plain.translate(_WIDE)}元",
        f"{han(yuan)}元",
        f"{han(yuan).translate(_FORMAL)}元",
        f"{han(yuan)}块",
        f"{plain}块钱",
        f"{plain}.00元",
        f"RMB{plain}",
        f"{plain}圆",
        " ".join(plain) + "元",
        f"{plain}块",
        rng.choice(_HIDDEN).join(plain) + "元",
        "".join(chr(0x1D7CE + int(d)) for d in plain) + "元",
    ]
    if 1000 <= yuan < 10_000:
        ways += [
            f"{yuan / 1000:g}k",
            f"{yuan // 1000}千{han(yuan % 1000)}元" if yuan % 1000 >= 100 else f"{yuan}元",
        ]
    if yuan >= 1000:
        ways += [f"{yuan / 10_000:g}w元", f"{yuan / 10_000:g}万元"]
    return rng.choice(ways)
