"""The formats of a workbook: its fonts, fills and number formats, and how well a text stands out."""


from sheets import MAIN

DRAWING_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)
INDEXED = {64: "000000", 65: "FFFFFF"}
BLACK, WHITE = "000000", "FFFFFF"


class Styles:
    """`fonts` and `fills` by format: [{"size": 11.0, "colour": "RRGGBB", "bold": False}], ["RRGGBB" or None]"""

    def __init__(self, package):
        self.theme = theme_colours(package.root("xl/theme/theme1.xml"))
        root = package.root("xl/styles.xml")
        fonts = [self.font(one) for one in root.find(f"{MAIN}fonts")]
        fills = [self.fill(one) for one in root.find(f"{MAIN}fills")]
        codes = {int(one.get("numFmtId")): one.get("formatCode") for one in root.iter(f"{MAIN}numFmt")}
        formats = list(root.find(f"{MAIN}cellXfs"))
        self.fonts = [fonts[int(one.get("fontId"))] for one in formats]
        self.fills = [fills[int(one.get("fillId"))] for one in formats]
        self.codes = [codes.get(int(one.get("numFmtId")), "General") for one in formats]
        # What conditional formats lay over: a font and a fill, either may be absent.
        self.laid_over = [
            (self.font(font) if (font := one.find(f"{MAIN}font")) is not None else None,
             self.fill(fill) if (fill := one.find(f"{MAIN}fill")) is not None else None)
            for one in root.iter(f"{MAIN}dxf")
        ]

    def colour(self, element, otherwise):
        if element is None or element.get("auto"):
            return otherwise
        if element.get("rgb"):
            return element.get("rgb")[-6:].upper()
        if element.get("theme"):
            return tinted(self.theme[int(element.get("theme"))], float(element.get("tint", "0")))
        return INDEXED.get(int(element.get("indexed", "64")), otherwise)

    def font(self, element):
        size = element.find(f"{MAIN}sz")
        return {
            "size": float(size.get("val")) if size is not None else 11.0,
            "bold": element.find(f"{MAIN}b") is not None,
            "colour": self.colour(element.find(f"{MAIN}color"), BLACK),
        }

    def fill(self, element):
        pattern = element.find(f"{MAIN}patternFill")
        if pattern is None or pattern.get("patternType", "solid") in ("none", "gray125"):
            return None
        # A conditional format's fill has its colour in the background.
        colour = pattern.find(f"{MAIN}fgColor")
        return self.colour(colour if colour is not None else pattern.find(f"{MAIN}bgColor"), WHITE)


def theme_colours(root):
    scheme = root.find(f".//{DRAWING_MAIN}clrScheme")
    named = {}
    for one in scheme:
        colour = one[0]
        named[one.tag.removeprefix(DRAWING_MAIN)] = (colour.get("lastClr") or colour.get("val")).upper()
    return [named[name] for name in THEME_ORDER]


def tinted(rgb, tint):
    def part(value):
        return round(value * (1 + tint) if tint < 0 else value + (255 - value) * tint)

    return "".join(f"{part(int(rgb[i:i + 2], 16)):02X}" for i in (0, 2, 4))


def luminance(rgb):
    """As WCAG 2 has it"""
    def part(value):
        value /= 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(int(rgb[i : i + 2], 16)) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """1 to 21"""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
