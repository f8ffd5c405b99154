"""Cuts Source Sans 3 down to small WOFF2 files for the site. The documents use the complete font in the package.

Usage: python assets/fonts.py FOLDER
"""

import sys
from pathlib import Path

import fontpkg_source_sans_3
from fontTools import subset
from fontTools.ttLib import TTFont

# What Dutch pages, names of partners and our own signs need; anything else falls back to the system's letter.
UNICODES = [
    *range(0x20, 0x7F), *range(0xA0, 0x180),  # Latin, with every European accent
    *range(0x218, 0x21C), 0x2C6, 0x2DA, 0x2DC, 0x301,
    *range(0x2010, 0x2028), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x2070,
    *range(0x2074, 0x207A), *range(0x2080, 0x208A), 0x20AC, 0x2116, 0x2122,
    *range(0x2190, 0x219A), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,  # arrows, minus, about, at most, at least
    0x25A0, 0x25B2, 0x25B6, 0x25BC, 0x25CB, 0x25CF, 0x2713, 0x2714, 0x2717,
]  # fmt: skip
# Figures of equal width in tables, fractions and the like; the many Greek and Cyrillic extras are left out.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum", "frac", "sups", "subs", "case", "zero"]

NAMES = {"SourceSans3[wght].ttf": "SourceSans3", "SourceSans3-Italic[wght].ttf": "SourceSans3-Italic"}


def main(target: Path) -> None:
    """Writes two files and their licence; the same fonttools gives the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    source = Path(fontpkg_source_sans_3.__file__).parent
    for original, name in NAMES.items():
        write_woff2(source / "files" / original, target / f"{name}.woff2")
    (target / "LICENSE-SourceSans3.txt").write_bytes((source / "LICENSE").read_bytes())


def write_woff2(path: Path, target: Path) -> None:
    options = subset.Options(layout_features=FEATURES, flavor="woff2", hinting=False, recalc_timestamp=False)
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=UNICODES)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
