"""Compile files on request and say what stands in the caches: the bytes, and what this version's `dis` prints of them.

    PYTHON -s -W ignore caches.py [MODULE ...]     (2.7, 3.0 and later, PyPy; requests on stdin, answers on stdout)

Runs in every version from 2.7 on, so it is written in what they have in common. The modules are imported first: what a
process has imported shows in the reference flags of what it marshals, up to 3.10.

Numbers are little-endian. A text or a run of bytes is a u32 length and its bytes; texts are UTF-8 with lone surrogates
passed through (in Python 2, the bytes of a str).

Request:    u32 length of the rest, then one of
    "C"     u8 number of listings wanted, for each a u8 of options: 1 caches, 2 offsets, 4 positions, 8 specialised;
            u8 kind of header: 0 time stamp, 1 hash to be checked, 2 hash not to be checked (3.7+, else as 0); the path
    "V"     two runs of bytes, each a marshalled code object
    "I"     nothing else

Answer:     u32 length of the rest, then one of
    "C"     compiled: the .pyc as bytes; u8 number of listings, for each the options, a u8 that is 1 if `dis` failed,
            and the text (of the error, if it failed). Listings whose options this version does not have are left out.
    "R"     rejected: text reason
    "I"     text name and release of the interpreter; text folder of its standard library
    "E"     both are the same code by value
    "D"     they are not: text of what differs first

A listing is what `python -m dis` prints of the code, which goes through the nested code objects from 3.7 on. Up to 3.6
it stops at the first one: there the listings of all, each before those nested in it, follow one another. The code is the
one that comes back from the cache: what it holds, as a set, may have another order than what the compiler made.
"""
import dis
import marshal
import os
import sys

if sys.version_info[0] == 2:
    from StringIO import StringIO
else:
    from io import StringIO

try:
    from importlib.util import MAGIC_NUMBER as MAGIC
except ImportError:
    import imp
    MAGIC = imp.get_magic()

try:
    from importlib.util import source_hash
except ImportError:
    source_hash = None

VERSION = sys.version_info[:2]
CODE = type(compile("", "", "exec"))
OPTIONS = ((1, "show_caches"), (2, "show_offsets"), (4, "show_positions"), (8, "adaptive"))
OUT = os.dup(1)
NULL = os.open(os.devnull, os.O_WRONLY)
os.dup2(NULL, 1)


def parameters():
    code = dis.dis.__code__ if VERSION >= (3, 0) else dis.dis.func_code
    count = code.co_argcount + getattr(code, "co_kwonlyargcount", 0)
    return code.co_varnames[:count]


PARAMETERS = parameters()


def read(count):
    parts = []
    while count > 0:
        data = os.read(0, min(count, 1 << 20))
        if not data:
            os._exit(0)
        parts.append(data)
        count -= len(data)
    return b"".join(parts)


def u32(number):
    return bytes(bytearray((number >> shift) & 255 for shift in (0, 8, 16, 24)))


def number(data):
    return sum(byte << 8 * i for i, byte in enumerate(bytearray(data)))


def answer(data):
    data = u32(len(data)) + data
    at = 0
    while at < len(data):
        at += os.write(OUT, data[at:at + (1 << 20)])


def run(data):
    return u32(len(data)) + data


def text(value):
    if not isinstance(value, bytes):
        value = value.encode("utf-8", "surrogatepass") if VERSION >= (3, 1) else value.encode("utf-8")
    return run(value)


def decoded(path):
    if VERSION >= (3, 2):
        return os.fsdecode(path)
    return path.decode("utf-8") if VERSION >= (3, 0) else path


def header(path, source, kind):
    if kind and source_hash is not None:
        return MAGIC + u32(3 if kind == 1 else 1) + source_hash(source)
    stat = os.stat(path)
    fields = [int(stat.st_mtime)]
    if VERSION >= (3, 3):
        fields.append(stat.st_size)
    if VERSION >= (3, 7):
        fields.insert(0, 0)
    return MAGIC + b"".join(map(u32, fields))


def codes(code):
    """A code object and those nested in it, each before what is nested in it."""
    yield code
    for value in code.co_consts:
        if isinstance(value, CODE):
            for each in codes(value):
                yield each


def listing(code, options):
    """What `dis` prints, or None if it does not have one of the options."""
    keywords = {}
    for bit, name in OPTIONS:
        if options & bit:
            if name not in PARAMETERS:
                return None
            keywords[name] = True
    failed = 0
    sys.stdout = StringIO()
    try:
        for each in codes(code) if VERSION < (3, 7) else [code]:
            dis.dis(each, **keywords)
        printed = sys.stdout.getvalue()
    except Exception:
        failed = 1
        printed = "%s: %s" % (sys.exc_info()[0].__name__, sys.exc_info()[1])
    finally:
        sys.stdout = sys.__stdout__
    return bytes(bytearray([options, failed])) + text(printed)


def compiled(request):
    count = ord(request[1:2])
    wanted = [ord(request[2 + i:3 + i]) for i in range(count)]
    kind = ord(request[2 + count:3 + count])
    path = request[3 + count:]
    path = decoded(path)
    try:
        with open(path, "rb") as file:
            source = file.read()
        data = marshal.dumps(compile(source, path, "exec", 0, 1))
    except Exception:
        return b"R" + text("%s: %s" % (sys.exc_info()[0].__name__, sys.exc_info()[1]))
    code = marshal.loads(data)
    listings = [each for each in [listing(code, options) for options in wanted] if each is not None]
    return b"C" + run(header(path, source, kind) + data) + bytes(bytearray([len(listings)])) + b"".join(listings)


def difference(a, b, where):
    """Where two values first differ in type, content or, for numbers, in their very bits; None if they do not."""
    if type(a) is not type(b):
        return "%s: %s, %s" % (where, type(a).__name__, type(b).__name__)
    if isinstance(a, CODE):
        for name in dir(a):
            if name.startswith("co_") and name not in ("co_lines", "co_positions", "co_branches"):
                first, second = getattr(a, name), getattr(b, name)
                if not hasattr(first, "__call__"):
                    found = difference(first, second, where + "." + name)
                    if found:
                        return found
        return None
    if isinstance(a, (frozenset, set)):
        return difference(sorted(map(key, a)), sorted(map(key, b)), where)
    if isinstance(a, (tuple, list)):
        if len(a) != len(b):
            return "%s: %d items, %d items" % (where, len(a), len(b))
        for i in range(len(a)):
            found = difference(a[i], b[i], "%s[%d]" % (where, i))
            if found:
                return found
        return None
    same = repr(a) == repr(b) if isinstance(a, (float, complex, slice)) else a == b
    return None if same else "%s: %.200r, %.200r" % (where, a, b)


def key(value):
    """By which elements of a set are sorted."""
    if isinstance(value, frozenset):
        return "frozenset(%s)" % sorted(map(key, value))
    if isinstance(value, tuple):
        return "tuple(%s)" % list(map(key, value))
    return "%s %r" % (type(value).__name__, value)


def compared(request):
    size = number(request[1:5])
    first, second = request[5:5 + size], request[9 + size:]
    try:
        found = difference(marshal.loads(first), marshal.loads(second), "module")
    except Exception:
        found = "%s: %s" % (sys.exc_info()[0].__name__, sys.exc_info()[1])
    return b"D" + text(found) if found else b"E"


def about():
    name = sys.implementation.name if VERSION >= (3, 3) else "cpython"
    release = "%s %d.%d.%d" % ((name,) + tuple(sys.version_info[:3]))
    return b"I" + text(release) + text(os.path.dirname(os.__file__))


def main():
    for name in sys.argv[1:]:
        try:
            __import__(name)
        except ImportError:
            pass
    while True:
        request = read(number(read(4)))
        kind = request[:1]
        answer(compiled(request) if kind == b"C" else compared(request) if kind == b"V" else about())


main()
