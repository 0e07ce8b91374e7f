#!/usr/bin/env python3
"""Writes the names of Unicode characters that a Python release accepts in "\\N{...}".

Usage: PYTHON scripts/unicode_names.py [OLDER...]

Run it with the interpreter whose names are wanted; the file written is named after that interpreter's version of
Unicode. It holds what `unicodedata` knows: the names of characters and their aliases, but no named sequences, which
string literals do not accept. Names that are in the files of OLDER versions of Unicode, as in "14.0 15.0", are left
out. Names of Hangul syllables and of ideographs are computed by the reader; of the latter all ranges are here.

The file, numbers big-endian:

    u16         number of ranges of ideographs
    u8 u24 u24  for each: which of IDEOGRAPHS, first and last code point
    u16         number of blocks
    u24         for each: offset of the block in the file
    blocks      names in the order of their bytes, BLOCK_SIZE in each block but the last; for each name
      u8        how many bytes it shares with the name before it; 0 for the first of a block
      u8        how many bytes follow
      bytes     the rest of the name, in upper case
      u24       code point
"""

import ctypes
import os
import sys
import unicodedata

BLOCK_SIZE = 16
IDEOGRAPHS = ["CJK UNIFIED IDEOGRAPH-", "TANGUT IDEOGRAPH-"]
MAX_UNICODE = 0x10FFFF

TARGET = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *"compiler/src/main/resources/dev/pycache/compiler/literal".split("/"),
    "unicode-names-%s.bin",
)


class NameApi(ctypes.Structure):
    """`_PyUnicode_Name_CAPI`: the only way to the aliases, which unicodedata looks up but does not list."""

    _fields_ = [
        ("getname", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int)),
        ("getcode", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int,
                                     ctypes.POINTER(ctypes.c_uint32), ctypes.c_int)),
    ]


def name_api():
    get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
    get_pointer.restype = ctypes.c_void_p
    get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
    pointer = get_pointer(unicodedata._ucnhash_CAPI, b"unicodedata._ucnhash_CAPI")
    return ctypes.cast(pointer, ctypes.POINTER(NameApi)).contents


def is_computed(name):
    return name.startswith((b"HANGUL SYLLABLE ", *(prefix.encode() for prefix in IDEOGRAPHS)))


def all_names():
    """Code points by name. Aliases are kept in a private use area, under code points of their own."""
    api = name_api()
    buffer = ctypes.create_string_buffer(300)
    found = ctypes.c_uint32()
    names = {}
    for code in range(MAX_UNICODE + 1):
        if api.getname(code, buffer, len(buffer), 1):
            name = buffer.value
            if not is_computed(name) and api.getcode(name, len(name), ctypes.byref(found), 0):
                names[name] = found.value
    return names


def is_called(code, name):
    try:
        return unicodedata.lookup(name) == chr(code)
    except KeyError:
        return False


def ideograph_ranges():
    ranges = []
    for kind, prefix in enumerate(IDEOGRAPHS):
        before = None
        for code in range(MAX_UNICODE + 1):
            if is_called(code, prefix + "%X" % code):
                if before == code - 1:
                    ranges[-1][2] = code
                else:
                    ranges.append([kind, code, code])
                before = code
    return ranges


def names_in(path):
    """The names of a file, by name."""
    with open(path, "rb") as file:
        data = file.read()
    blocks_at = 2 + 7 * int.from_bytes(data[:2], "big")
    at = blocks_at + 2 + 3 * int.from_bytes(data[blocks_at : blocks_at + 2], "big")
    names = {}
    name = b""
    while at < len(data):
        shared, rest = data[at : at + 2]
        at += 2 + rest
        name = name[:shared] + data[at - rest : at]
        names[name] = int.from_bytes(data[at : at + 3], "big")
        at += 3
    return names


def blocks_of(names):
    blocks = []
    last = b""
    for index, name in enumerate(sorted(names)):
        if index % BLOCK_SIZE == 0:
            blocks.append(bytearray())
            last = b""
        shared = len(os.path.commonprefix([last, name]))
        rest = name[shared:]
        blocks[-1] += bytes([shared, len(rest)]) + rest + names[name].to_bytes(3, "big")
        last = name
    return blocks


def main():
    ranges = ideograph_ranges()
    names = all_names()
    for older in sys.argv[1:]:
        for name, code in names_in(TARGET % older).items():
            if names.pop(name) != code:
                sys.exit("no longer the same: %s" % name)
    blocks = blocks_of(names)
    out = bytearray(len(ranges).to_bytes(2, "big"))
    for kind, first, last in ranges:
        out += kind.to_bytes(1, "big") + first.to_bytes(3, "big") + last.to_bytes(3, "big")
    out += len(blocks).to_bytes(2, "big")
    offset = len(out) + 3 * len(blocks)
    for block in blocks:
        out += offset.to_bytes(3, "big")
        offset += len(block)
    for block in blocks:
        out += block
    path = TARGET % ".".join(unicodedata.unidata_version.split(".")[:2])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(out)
    print("%s: %d bytes" % (path, len(out)), file=sys.stderr)


if __name__ == "__main__":
    main()
