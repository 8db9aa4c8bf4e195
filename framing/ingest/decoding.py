"""From bytes to text without mojibake: encodings, line ends, control characters, NFC."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

# Line breaks of other conventions become LF; each is one code point but CR LF, which is one break.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ud800-\udfff]")
# Windows punctuation that was decoded as Latin-1; HTML maps these 27 control codes the same way.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_C1 = re.compile(f"[{''.join(map(chr, _WINDOWS))}]")
# What nobody sees: direction marks, zero-width characters, fillers, variation selectors, tags (Unicode's
# Default_Ignorable_Code_Point), interlinear marks. In a name they make two of what looks like one.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Persian parts a word with a zero-width non-joiner; a space parts it too, and is seen.
_PERSIAN_BREAK = re.compile("(?<=[\u0620-\u06ff])\u200c(?=[\u0620-\u06ff])")
# One look instead of three: hardly any field holds such a character.
_ODD = re.compile("|".join(part.pattern for part in (_INVISIBLE, _CONTROLS, _C1)))
_UNWANTED_BYTES = bytes(b for b in range(32) if b not in (9, 10)) + b"\x7f"
# UTF-8 of C1 controls (after C2), line separators, the byte order mark and lone surrogates.
_C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")
_RARE_BYTES = (b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xed")

# A text holds hardly any control character; compressed data, pictures and PDF hold about one in
# eight. Half-way on a logarithmic scale between 1 in 1,000 and 1 in 8.
_BINARY_SHARE = 0.01
_BINARY_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings in which French and English pages are met when they are not UTF-8; the detector guesses
# among nearly a hundred otherwise, and short texts fit many of them.
_LIKELY_ENCODINGS = ["cp1252", "mac_roman", "cp850"]
_ELSEWHERE_ENCODINGS = [
    "cp1251",
    "koi8_r",
    "cp1256",
    "cp1253",
    "cp1255",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
]
# charset-normalizer's measure of disorder, its own default: 0 clean. It alone takes French in an old
# code page for Windows-1252; so the characters beyond ASCII must also be those of the language.
_MOST_CHAOS = 0.2
_LEAST_SUITED = 0.9
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÆÇÉÈÊËÍÎÏÑÓÔÖØŒÚÙÛÜŸ«»“”‘’„–—…•·°€£§©®™½²³ªº\xa0¿¡")


@dataclass(frozen=True)
class Decoded:
    """A text, or the reason why there is none, and remarks on what was changed.

    Attributes
    ----------
    text : str
        NFC, LF, no control character but LF and TAB; "" when there is a fault.
    fault : str
        Why the bytes cannot be taken as text; "" when they can.
    notes : tuple of str
        What was done that is not self-evident.
    """

    text: str
    fault: str = ""
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text in the bytes of a page: decoded as `decode_only` does, then tidied.

    NFC, LF, no control characters; what was changed stands in the notes.
    """
    found = decode_only(data)
    if found.fault:
        return found
    tidied = tidy(found.text)
    return Decoded(tidied.text, tidied.fault, (*found.notes, *tidied.notes))


def decode_only(data: bytes) -> Decoded:
    """Return the characters in the bytes of a file, line breaks and controls as they are.

    UTF-8 is read strictly, UTF-16 and UTF-32 by their byte order mark; any other encoding is
    detected (charset-normalizer), named in the notes, and refused when the guess is poor.
    """
    if not data.strip():
        return Decoded("", "the file is empty")
    if data.startswith(_BINARY_MAGIC):
        return Decoded("", "binary data, not text")
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as fault:
        return _detected(data, f"byte {fault.start} is not {encoding.removesuffix('-sig').upper()}")


def tidy(text: str) -> Decoded:
    """Return a text in NFC, with LF as line break and control characters made spaces, one to one."""
    if not text or text.isspace():
        return Decoded("", "the file is empty")
    data = text.encode("utf-8", "surrogatepass")
    if not _unwanted(data) and (
        text.isascii() or (not _rare(data) and unicodedata.is_normalized("NFC", text))
    ):
        return Decoded(text)
    return _tidied(text)


def tidy_field(value: str) -> str:
    """Return a short field on one line, with nothing in it that is not seen.

    NFC; white space and control characters are made single spaces, direction marks and other
    invisible characters are taken out. Letters of any script, right to left ones too, stay as they are.
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    if _ODD.search(value) is None:
        return " ".join(unicodedata.normalize("NFC", value).split())
    seen = _INVISIBLE.sub("", _PERSIAN_BREAK.sub(" ", value))
    restored = _C1.sub(lambda match: _WINDOWS[ord(match[0])], unicodedata.normalize("NFC", seen))
    return " ".join(_CONTROLS.sub(" ", restored).split())


def _unwanted(data: bytes) -> bool:
    return len(data.translate(None, _UNWANTED_BYTES)) != len(data)


def _rare(data: bytes) -> bool:
    return any(rare in data for rare in _RARE_BYTES) or (
        b"\xc2" in data and _C1_BYTES.search(data) is not None
    )


def _tidied(text: str) -> Decoded:
    broken = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    plain, n_controls = _CONTROLS.subn(" ", broken)
    if n_controls > _BINARY_SHARE * len(broken) + 1:
        return Decoded("", f"binary data, not text ({n_controls} control characters)")
    restored, n_windows = _C1.subn(lambda match: _WINDOWS[ord(match[0])], plain)
    notes = (f"{n_controls} control characters made spaces",) if n_controls else ()
    if n_windows:
        notes = (*notes, f"{n_windows} control characters read as Windows-1252 punctuation")
    composed = unicodedata.normalize("NFC", restored)
    return (
        Decoded(composed, "", notes) if composed.strip() else Decoded("", "the file holds white space only")
    )


def _detected(data: bytes, fault: str) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    if b"\x00" in data:
        return Decoded("", f"binary data, not text ({fault})")
    for encodings, suits in ((_LIKELY_ENCODINGS, _is_western), (_ELSEWHERE_ENCODINGS, _is_elsewhere)):
        guesses = from_bytes(data, cp_isolation=encodings, threshold=_MOST_CHAOS, cp_exclusion=[])
        texts = {guess.encoding: str(guess) for guess in guesses}
        suited = [(-suits(text), name) for name, text in texts.items()]
        worst, name = min(suited, default=(0.0, ""))
        if -worst >= _LEAST_SUITED:
            return Decoded(texts[name], "", (f"{fault}; read as {name}",))
    return Decoded("", f"{fault}, and no other encoding fits: save the file as UTF-8")


def _is_western(text: str) -> float:
    """Return the share of characters beyond ASCII that Western European pages use."""
    beyond = [c for c in text if not c.isascii()]
    return sum(c in _WESTERN for c in beyond) / max(len(beyond), 1)


def _is_elsewhere(text: str) -> float:
    """Return the share of letters beyond ASCII among all: a page in another script has few Latin ones."""
    letters = [c for c in text if c.isalpha()]
    return sum(not c.isascii() for c in letters) / max(len(letters), 1)
