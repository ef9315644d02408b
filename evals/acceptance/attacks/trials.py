"""Every set and how it is used; adding one means one function and one line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .by_customer import angry, injections, innocents, insults
from .by_model import forbidden_and_fine, terms
from .documents import inside_documents
from .fields import every_text_field
from .outcome import Outcome
from .particulars import particulars
from .records import Row
from .running import Running

Run = Callable[[Running, Sequence[Row]], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Trial:
    """``sets`` are file names without their ending."""

    name: str
    sets: tuple[str, ...]
    run: Run


TRIALS: Sequence[Trial] = (
    Trial("广告法", ("adlaw_sentences",), forbidden_and_fine("广告法")),
    Trial("引流", ("offplatform_sentences",), forbidden_and_fine("引流")),
    Trial("合规回复", ("legit_replies",), forbidden_and_fine("合规回复")),
    Trial("广告法词", ("adlaw_terms",), terms("广告法词")),
    Trial("引流词", ("offplatform_terms",), terms("引流词")),
    Trial("注入", ("injection_direct_zh", "injection_direct_en"), injections),
    Trial("文档里的注入", ("injection_indirect",), inside_documents),
    Trial("无害问句", ("benign_lookalike",), innocents),
    Trial("投诉", ("complaints_zh",), angry),
    Trial("辱骂", ("insults_zh",), insults),
    Trial("个人信息", ("pii_cn",), particulars),
    Trial("刁钻字符", ("naughty_strings",), every_text_field),
)
