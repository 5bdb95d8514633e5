"""The cover: title and dose, to be read at a glance on a phone."""

import io
import textwrap
import unicodedata

from PIL import Image, ImageDraw, ImageFont

SIZE = 600
MARGIN = 48
PAPER = "#f4efe6"
INK = "#1f2d3a"
ACCENT = "#c8553d"


def draw_cover(title: str, dose: str, length: str) -> bytes:
    """A PNG of 600x600 pixels, the same for the same words."""
    image = Image.new("RGB", (SIZE, SIZE), PAPER)
    draw = ImageDraw.Draw(image)
    # a spine, slid back and lifted: the one ornament
    for i in range(7):
        y = 470 - i * 26
        draw.ellipse((SIZE - 150 + i * i, y, SIZE - 102 + i * i, y + 18), fill=ACCENT)
    top = MARGIN
    size, lines = _fitting(title, SIZE - 2 * MARGIN, 250)
    font = ImageFont.load_default(size)
    for line in lines:
        draw.text((MARGIN, top), line, INK, font)
        top += round(size * 1.25)
    small = ImageFont.load_default(30)
    for i, line in enumerate(textwrap.wrap(_drawable(dose), 24)[:4]):
        draw.text((MARGIN, 360 + i * 40), line, INK, small)
    draw.text((MARGIN, SIZE - MARGIN - 30), _drawable(length), ACCENT, small)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _fitting(text: str, width: int, height: int) -> tuple[int, list[str]]:
    """The largest size at which the text fits, and its lines; at the smallest it may be cut off."""
    text = _drawable(text)
    for size in range(64, 18, -4):
        font = ImageFont.load_default(size)
        lines = _wrapped(text, font, width)
        fits = all(font.getlength(line) <= width for line in lines)
        if fits and len(lines) * size * 1.25 <= height:
            return size, lines
    return 20, textwrap.wrap(text, 44)[: height // 25]


def _wrapped(text: str, font: "ImageFont.FreeTypeFont | ImageFont.ImageFont", width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _drawable(text: str) -> str:
    """The text in the letters that the font has: a letter without its accent, or nothing, for the others."""
    font = ImageFont.load_default(20)
    missing = bytes(font.getmask("\uffff"))
    plain = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(c for c in plain if c == " " or bytes(font.getmask(c)) != missing).strip()
