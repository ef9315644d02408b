"""Text without what no reader sees and no database keeps."""

import re

# Control characters except tab and line breaks, halves of surrogate pairs, no-characters, and
# marks of byte order and reading direction.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def plain(text: str) -> str:
    """The text without them; line breaks are all written the same way."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


# Replacement and private-use characters, what they become when decoded once more, glyphs without
# a character; and the letters that UTF-8 gives when it is read as Latin-1.
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff]|锟斤拷|烫烫烫|屯屯屯|\\(cid:\\d+\\)")
_LATIN = re.compile("[\x80-\xff]")
_SAMPLE = 200_000


def is_garbled(text: str) -> bool:
    """Whether so much of the text is no writing that something went wrong before us."""
    sample = text[:_SAMPLE]
    return len(_GARBLED.findall(sample)) > 0.05 * len(sample) or len(
        _LATIN.findall(sample)
    ) > 0.25 * len(sample)
