#!/usr/bin/env python3.11
"""Writes what the interpreter that runs this knows of text encodings, as resources of the compiler.

    python3.11 scripts/text_encodings.py

aliases.txt      names of encodings: an alias and the codec it stands for; then all codecs with a word for their kind
single-byte.txt  a line for each codec of one byte a character: its name and its 256 code points, which may be ranges,
                 "-" for bytes without a character
multibyte.txt    a section for each codec of more bytes and for each character set that ISO 2022 switches to

A section of multibyte.txt starts with its name. Behind "<" stands the section it is made from by changing cells, and how
the bytes are found there: "same", "high" (with the high bits set) or "8F" (the same behind a byte 8F). Each line has the
bytes of a cell and, after a tab, the characters of this and the following cells; U+FFFF stands for none. "+" is one cell
of two characters, "!" a cell whose two bytes are wrong together. "lead" lists the first bytes of longer sequences,
"range" a run of four-byte sequences of GB 18030: number of the first, code point of the first, count.
"""
import codecs
import encodings.aliases
import importlib
import pathlib

FOLDER = pathlib.Path("compiler/src/main/resources/dev/pycache/compiler/source")
NONE = "\uffff"
WRONG_PAIR = "!!"


def codec_kinds():
    folder = pathlib.Path(encodings.__file__).parent
    for path in sorted(folder.glob("*.py")):
        name = path.stem
        try:
            info = codecs.lookup(name)
        except LookupError:
            continue
        module = importlib.import_module("encodings." + name)
        if not info._is_text_encoding:
            yield name, "binary"
        elif hasattr(module, "decoding_table") or hasattr(module, "decoding_map"):
            yield name, "single-byte"
        elif hasattr(module, "codec"):
            yield name, "multibyte"
        else:
            yield name, "other"


def write_aliases(kinds):
    with open(FOLDER / "aliases.txt", "w", encoding="utf-8") as out:
        out.write("# written by scripts/text_encodings.py\n[aliases]\n")
        for alias, codec in sorted(encodings.aliases.aliases.items()):
            out.write(f"{alias} {codec}\n")
        out.write("[codecs]\n")
        for name, kind in kinds:
            out.write(f"{name} {kind}\n")


def write_single_byte(names):
    with open(FOLDER / "single-byte.txt", "w", encoding="utf-8") as out:
        out.write("# written by scripts/text_encodings.py\n")
        for name in names:
            codes = []
            for byte in range(256):
                try:
                    codes.append(ord(bytes([byte]).decode(name)))
                except UnicodeDecodeError:
                    codes.append(-1)
            items = []
            start = 0
            for i in range(1, 257):
                if i < 256 and codes[start] >= 0 and codes[i] == codes[start] + i - start:
                    continue
                first = codes[start]
                count = i - start
                items.append("-" if first < 0 else f"{first:X}" if count == 1 else f"{first:X}-{first + count - 1:X}")
                start = i
            out.write(f"{name} {' '.join(items)}\n")


def cell(codec, data, prefix=b""):
    """The characters of the bytes, NONE, WRONG_PAIR, or None where more bytes are wanted."""
    try:
        text = (prefix + data).decode(codec)
    except UnicodeDecodeError as error:
        if error.reason.startswith("incomplete"):
            return None if error.start == len(prefix) else NONE
        return WRONG_PAIR if error.end - error.start == 2 and error.start == 0 else NONE
    return text


def stateless(codec):
    cells = {}
    leads = []
    for a in range(256):
        one = cell(codec, bytes([a]))
        if one is not None:
            if one != NONE and one != chr(a):
                cells[bytes([a])] = one
            elif one != NONE and a >= 0x80:
                cells[bytes([a])] = one
            elif one == NONE and a < 0x80:
                cells[bytes([a])] = NONE
            continue
        leads.append(a)
        for b in range(256):
            two = cell(codec, bytes([a, b]))
            if two is None:
                if a == 0x8F:
                    for c in range(256):
                        three = cell(codec, bytes([a, b, c]))
                        if three is not None and three != NONE:
                            cells[bytes([a, b, c])] = three
                continue
            if two != NONE:
                cells[bytes([a, b])] = two
    return cells, leads


def charset(codec, escape):
    cells = {}
    for a in range(0x21, 0x7F):
        for b in range(0x21, 0x7F):
            two = cell(codec, bytes([a, b]), escape)
            if two and two != NONE and two != WRONG_PAIR:
                cells[bytes([a, b])] = two
    return cells, []


def parent_bytes(data, how):
    if how == "same":
        return data
    high = bytes(b | 0x80 for b in data)
    return high if how == "high" else b"\x8f" + high


def write_section(out, name, cells, leads, parent, how, parent_cells):
    out.write(f"[{name}]" + (f" < {parent} {how}" if parent else "") + "\n")
    if leads:
        out.write("lead " + " ".join(f"{a:02X}" for a in leads) + "\n")
    changed = dict(cells)
    for data in list(changed):
        if parent_cells.get(parent_bytes(data, how)) == changed[data]:
            del changed[data]
    if how == "same":
        for data in parent_cells:
            if data not in cells:
                changed[data] = NONE
    elif parent:
        for a in range(0x21, 0x7F):
            for b in range(0x21, 0x7F):
                data = bytes([a, b])
                if data not in cells and parent_bytes(data, how) in parent_cells:
                    changed[data] = NONE
    run = None
    for data in sorted(changed, key=lambda d: (len(d), d)):
        text = changed[data]
        if run and len(text) == 1 and len(run) == len(data) and data[:-1] == run[:-1] and data[-1] == run[-1] + 1:
            out.write(text)
            run = data
            continue
        if run:
            out.write("\n")
        run = None
        mark = "!" if text == WRONG_PAIR else "+" if len(text) > 1 else ""
        out.write(data.hex().upper() + mark)
        if text == WRONG_PAIR:
            out.write("\n")
        elif mark:
            out.write("\t" + text + "\n")
        else:
            out.write("\t" + text)
            run = data
    if run:
        out.write("\n")


def four_byte_ranges():
    """Runs of GB 18030's sequences of four bytes: (number of the first, code point, count)."""
    runs = []
    for number in list(range(0, 39420)):
        data = bytes([0x81 + number // 12600, 0x30 + number // 1260 % 10, 0x81 + number // 10 % 126, 0x30 + number % 10])
        try:
            code = ord(data.decode("gb18030"))
        except UnicodeDecodeError:
            continue
        if runs and runs[-1][0] + runs[-1][2] == number and runs[-1][1] + runs[-1][2] == code:
            runs[-1][2] += 1
        else:
            runs.append([number, code, 1])
    return runs


STATELESS = [
    ("euc_jp", None),
    ("euc_jis_2004", "euc_jp"),
    ("euc_jisx0213", "euc_jis_2004"),
    ("shift_jis", None),
    ("cp932", "shift_jis"),
    ("shift_jis_2004", "shift_jis"),
    ("shift_jisx0213", "shift_jis_2004"),
    ("gb2312", None),
    ("gbk", "gb2312"),
    ("gb18030", "gbk"),
    ("big5", None),
    ("cp950", "big5"),
    ("big5hkscs", "big5"),
    ("euc_kr", None),
    ("cp949", "euc_kr"),
    ("johab", None),
]

CHARSETS = [
    ("jisx0208", "iso2022_jp", b"\x1b$B", "euc_jp", "high"),
    ("jisx0212", "iso2022_jp_1", b"\x1b$(D", "euc_jp", "8F"),
    ("jisx0213_1", "iso2022_jp_2004", b"\x1b$(Q", "euc_jis_2004", "high"),
    ("jisx0213_1_2000", "iso2022_jp_3", b"\x1b$(O", "euc_jisx0213", "high"),
    ("jisx0213_2", "iso2022_jp_2004", b"\x1b$(P", "euc_jis_2004", "8F"),
    ("jisx0213_2_2000", "iso2022_jp_3", b"\x1b$(P", "euc_jisx0213", "8F"),
    ("ksx1001", "iso2022_kr", b"\x1b$)C\x0e", "cp949", "high"),
    ("gb2312_80", "iso2022_jp_2", b"\x1b$A", "gb2312", "high"),
]


def write_multibyte():
    with open(FOLDER / "multibyte.txt", "w", encoding="utf-8", newline="\n") as out:
        out.write("# written by scripts/text_encodings.py\n")
        sections = {}
        for name, parent in STATELESS:
            cells, leads = stateless(name)
            sections[name] = cells
            write_section(out, name, cells, leads, parent, "same" if parent else "", sections.get(parent, {}))
            if name == "gb18030":
                for number, code, count in four_byte_ranges():
                    out.write(f"range {number} {code:X} {count}\n")
        for name, codec, escape, parent, how in CHARSETS:
            cells, leads = charset(codec, escape)
            write_section(out, name, cells, leads, parent, how, sections[parent])


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    kinds = list(codec_kinds())
    write_aliases(kinds)
    write_single_byte(name for name, kind in kinds if kind == "single-byte")
    write_multibyte()


main()
