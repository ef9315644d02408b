"""Why a file was not read, when what read it failed or died."""

import signal

from knowledge.isolation.limits import MEMORY_EXIT, Limits


def failed(error: str, limits: Limits) -> str:
    """``error`` is the name of the exception that reading ended with."""
    if error == "MemoryError":
        return too_much(limits)
    if error == "RecursionError":
        return "内容嵌套得太深，读不下去：请另存为更简单的格式，或拆成几个文件。"
    return f"文件已损坏，读不出内容（{error}）：请重新导出。"


def died(status: int, limits: Limits) -> str:
    """``status`` is an exit status, negative for a signal."""
    if status == -signal.SIGXCPU:
        return too_long(limits)
    if status in (MEMORY_EXIT, -signal.SIGKILL):  # the system kills what takes too much
        return too_much(limits)
    cause = _NAMES.get(-status, f"退出码 {status}")
    return f"解析这个文件的程序崩溃了（{cause}），文件多半已损坏：请重新导出。其他文件照常。"


def too_long(limits: Limits) -> str:
    return (
        f"读了 {limits.cpu_seconds} 秒还没有读完，已停止：请拆成几个文件，"
        "或另存为更简单的格式（如 Word 另存为纯文本）。"
    )


def too_much(limits: Limits) -> str:
    return (
        f"读这个文件要用的内存超过上限 {limits.memory_megabytes} MB：请拆成几个文件，"
        "或删去其中的图片与空白区域后另存。"
    )


_NAMES = {number.value: number.name for number in signal.Signals}
