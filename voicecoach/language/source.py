"""From the bytes of a file to its lines: what is not a text file is refused here, as a whole."""

from voicecoach.language.problems import Problems, SourceLine

LIMIT = 256 * 1024
"""The most bytes that a routine may have."""

_BOM = b"\xef\xbb\xbf"  # Windows editors write it ahead of UTF-8
_PLAIN = "plain text, saved as UTF-8"
_OTHER = {
    b"\xff\xfe": ("not a text file in UTF-8: it looks like UTF-16", "a file that is saved as UTF-8"),
    b"\xfe\xff": ("not a text file in UTF-8: it looks like UTF-16", "a file that is saved as UTF-8"),
    b"{\\rtf": ("not plain text: it looks like RTF", f"{_PLAIN} (in TextEdit: Format, Make Plain Text)"),
    b"PK\x03\x04": ("not plain text: it looks like a word processor's file", f"{_PLAIN}, without formatting"),
}
"""How the files begin that editors write in place of plain text, what to say of them, and what is expected."""


def source_lines(data: bytes | str, problems: Problems) -> list[SourceLine]:
    """The lines of the file, without line ends; none, with one problem, where it is not a text file in UTF-8."""
    if isinstance(data, str):
        # half a surrogate pair, which cannot be written anywhere, is then refused like any broken byte
        data = data.encode("utf-8", "surrogatepass")
    start = SourceLine(1, "")
    if len(data) > LIMIT:
        problems.report(start, 0, 0, "the file is too long", expected=f"at most 256 KiB ({LIMIT})")
        return []
    for beginning, (message, expected) in _OTHER.items():
        if data.startswith(beginning):
            problems.report(start, 0, 0, message, expected=expected)
            return []
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        last = _lines(data[: error.start].decode())[-1]
        message = f"not a text file in UTF-8: byte 0x{data[error.start]:02X} cannot be read"
        problems.report(last, len(last.text), len(last.text), message)
        return []
    if "\0" in text:
        last = _lines(text[: text.index("\0")])[-1]
        problems.report(last, len(last.text), len(last.text), "not a text file: it holds a NUL byte")
        return []
    return _lines(text)


def _lines(text: str) -> list[SourceLine]:
    # not splitlines(): it also splits at characters that are problems here
    return [SourceLine(number, line.removesuffix("\r")) for number, line in enumerate(text.split("\n"), start=1)]
