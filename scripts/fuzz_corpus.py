"""Write small .pyc files of the interpreter that runs this file, for the fuzzer to start from.

    pythonX.Y scripts/fuzz_corpus.py     (2.7, any 3, PyPy)

makes conformance/src/main/resources/dev/pycache/conformance/fuzz/VERSION.txt: for each source below that this version
compiles a line `=== NAME` and the bytes of its .pyc in hexadecimal.
"""
import marshal
import os
import sys

try:
    from importlib.util import MAGIC_NUMBER as MAGIC
except ImportError:
    import imp
    MAGIC = imp.get_magic()

FOLDER = "conformance/src/main/resources/dev/pycache/conformance/fuzz"
MTIME = 1234567890

SOURCES = {
    "constants": '''# coding: utf-8
"""Doc."""
a = 0, 1, -1, 255, 256, 2147483647, -2147483648, 4294967296, -12345678901234567890, 10 ** 30
b = 0.0, -0.0, 1.5, 1e300, 1e400, 2.5j, True, False, None
c = "", "a", "name", "two words", "\\x00\\xff", "\\t'\\"", b"", b"bytes", ("x", ("y", ("z",)))
d = a in {1, 2, 3}
e = a in {"x", "y", ("x", 1)}
f = d[...], d[1:2], d[1:2:3]
''',
    "text": '''
g = "\\xe9", "\\u20ac\\u4e2d", "\\U0001f600", "\\ud800", "*"
@e = 1
def f(@e): return @e + "@e"
''',
    "unicode": '''
g = u"\\xe9", u"\\u20ac\\u4e2d", u"\\U0001f600", u"\\ud800", u"plain", u"*"
''',
    "functions": '''
def f(a, b=1, *args, **kwargs):
    """Doc."""
    x = a
    def inner(y=b):
        global z
        z = x, y, a
        return [i for i in kwargs if i], (lambda: x)
    return inner, {k: v for k, v in args}, (j for j in args)
def g(n):
    while n:
        yield n
        n -= 1
''',
    "keywords": '''
def f(a: int, *, k: "str" = 1) -> None:
    def g():
        nonlocal a
        a, *b = k
        return (yield from b)
    return g
f(1, *x, k=2, **y)
''',
    "classes": '''
@a.b
class C(B):
    x = 1
    @property
    def m(self):
        self.y[1] += x
        return not self < 2
    def __init__(self): super(C, self).__init__()
''',
    "super": '''
class C(metaclass=M):
    def m(self): return super().m(__class__)
''',
    "control": '''
import os.path as p, sys
from a import b as c
for i in range(10):
    if i == 3 and b or c is not None:
        continue
    elif i in p:
        break
else:
    del i, p.x, p[0]
try:
    with open(c) as d, e:
        raise ValueError(1)
except (ValueError, TypeError):
    pass
except OSError as err:
    assert err, "text"
finally:
    d = -i ** ~b // 2 << 3 if c else not d
''',
    "python2": '''
print >>a, "b", `c`,
exec "x = 1" in d
e = 1L, 0x7fffffffffffffffffL, ur"x", 0777
raise ValueError, 1
''',
    "wide": "if a:\n" + "    b(c)\n" * 60,
    "async": '''
async def f(a):
    async with a as b:
        await b
    async for c in b:
        yield c
    return
async def g(): return [x async for x in y if await x]
''',
    "fstrings": 'f"{a!r:>{w}} {b=} {c:x}"\nd: int = 1\nif (e := d): pass\ndef f(a, /, b): pass\n',
    "match": '''
match a:
    case [1, *x] | {"k": x, **z} if x: pass
    case C(b, c=2) | None: pass
    case -1 | "s" | a.b: pass
    case _: d
''',
    "except_star": "try: a\nexcept* B as b: c\nexcept* (D, E): f\n",
    "types": "type A[T: int, *U, **P] = list[T]\ndef f[T](a: T) -> T: return a\nclass C[T]: x: T\n",
    "defaults": "type A[T = int] = T\ndef f[T = int](a: T): pass\nclass C[T = int]: pass\n",
    "templates": 't"a{b!r:>{w}}c"\nany(x for x in y)\na[1:], a[::2]\n',
    "lazy": "lazy import a.b\nlazy from c import d\ne = [*f for f in g]\n",
}


def u32(number):
    return bytes(bytearray((number >> shift) & 255 for shift in (0, 8, 16, 24)))


def main():
    name = sys.implementation.name if sys.version_info >= (3, 3) else "pypy" if "PyPy" in sys.version else "cpython"
    version = ("pypy" if name == "pypy" else "") + "%d.%d" % sys.version_info[:2]
    lines = ["# %s %d.%d.%d, by scripts/fuzz_corpus.py" % ((name,) + tuple(sys.version_info[:3]))]
    for title in sorted(SOURCES):
        text = SOURCES[title].encode("utf-8").replace(b"@e", b"\xc3\xa9")
        try:
            code = compile(text, title + ".py", "exec", 0, 1)
        except (SyntaxError, ValueError, ImportError):  # ImportError: built without unicodedata
            continue
        fields = [MTIME]
        if sys.version_info >= (3, 3):
            fields.append(len(text))
        if sys.version_info >= (3, 7):
            fields.insert(0, 0)
        data = MAGIC + b"".join(map(u32, fields)) + marshal.dumps(code)
        lines.append("=== " + title)
        for i in range(0, len(data), 48):
            lines.append("".join("%02x" % byte for byte in bytearray(data[i:i + 48])))
    with open(os.path.join(FOLDER, version + ".txt"), "w") as file:
        file.write("\n".join(lines) + "\n")


main()
