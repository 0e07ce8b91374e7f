"""What this interpreter's own importlib says of paths and headers of caches, and what it writes.

    PYTHON -s -W ignore cache_rules.py                    requests on stdin, answers on stdout
    PYTHON -s -W ignore cache_rules.py FOLDER < ACTIONS   writes caches below the folder

Runs in 2.7 and from 3.3 on, PyPy included, so it is written in what they have in common.

With a folder each line of input is the name of a folder in it and an action on its m.py: "import", or "compile" for
py_compile with its default, or "compile MODE". For each a line is printed: "ok", or the class of the exception.

Without one: numbers are little-endian, a text is a u32 length and its bytes, those of the file system (UTF-8 with escaped
surrogates) for paths. A request is the u32 length of the rest, a letter, and texts:

    "I"     nothing else -> implementation, release, tag, which folders can have a place below a prefix: "none" (before
            3.8), "most", or "all", root included (later releases of 3.13); a marshalled code object, hexadecimal
    "P"     cache_from_source: path, optimization, prefix or "-" ("+" stands before one), folder to work in, tag
    "S"     source_from_cache: path, prefix as above, tag
    "A"     first and last code point, decimal -> one character for each, "1" if str.isalnum says so
    "H"     an import: the start of the cache in hexadecimal digits, "1" if a code object is to follow, "2" for None,
            the source, its time in nanoseconds, --check-hash-based-pycs, "1" if the source is there, or else it is
            imported without

The answer is the u32 length of the rest and texts: for "P" and "S" the path, or "!", the class of the exception and its
message. For "H": "cached" or "source", or the class of the exception that ended the import, then its message; the class of
the exception that importlib caught, or nothing, then its message; what -v prints of the cache, one a line; the first bytes
of the cache afterwards in hexadecimal digits, if it was written; the source's time in nanoseconds as the file system has it.
"""
import binascii
import marshal
import os
import shutil
import sys
import tempfile

VERSION = sys.version_info[:2]
PYTHON2 = VERSION < (3, 0)

try:
    import importlib._bootstrap_external as external
except ImportError:
    external = None
if external is None and not PYTHON2:
    import importlib._bootstrap as external  # 3.3 and 3.4 have it all in one

MODULE = "m"
CODE = compile("WHERE = 'cached'", "m.py", "exec")


def tag():
    return sys.implementation.cache_tag if hasattr(sys, "implementation") else ""


def name_of(raw):
    return raw if PYTHON2 else os.fsdecode(raw)


def raw_of(name):
    if isinstance(name, bytes):
        return name
    return name.encode("utf-8", "surrogateescape")


def with_settings(prefix, cache_tag, action):
    """The result of a function of paths, or what it raised."""
    if hasattr(sys, "pycache_prefix"):
        sys.pycache_prefix = name_of(prefix[1:]) if prefix[:1] == b"+" else None
    own = sys.implementation.cache_tag
    sys.implementation.cache_tag = name_of(cache_tag)
    try:
        return [action()]
    except Exception as e:
        return ["!", type(e).__name__, str(e)]
    finally:
        sys.implementation.cache_tag = own
        if hasattr(sys, "pycache_prefix"):
            sys.pycache_prefix = None


def cache_of(path, optimization, prefix, folder, cache_tag):
    os.chdir(folder)
    try:
        return with_settings(
            prefix, cache_tag, lambda: external.cache_from_source(name_of(path), optimization=name_of(optimization)))
    finally:
        os.chdir("/")


def source_of(path, prefix, cache_tag):
    return with_settings(prefix, cache_tag, lambda: external.source_from_cache(name_of(path)))


def alphanumeric(first, last):
    return ["".join("1" if chr(c).isalnum() else "0" for c in range(int(first), int(last) + 1))]


class Watch(object):
    """Keeps what importlib says while it imports."""

    CHECKS = ("_classify_pyc", "_validate_timestamp_pyc", "_validate_hash_pyc", "_validate_bytecode_header")

    def __init__(self):
        self.caught = None
        self.verbose = []
        if external is None:
            return
        for check in self.CHECKS:
            if hasattr(external, check):
                setattr(external, check, self.watched(getattr(external, check)))
        owner = getattr(external, "_bootstrap", external)
        owner._verbose_message = self.message
        if owner is not external and hasattr(external, "_verbose_message"):
            external._verbose_message = self.message

    def watched(self, check):
        def call(*args, **kwargs):
            try:
                return check(*args, **kwargs)
            except Exception as e:
                self.caught = e
                raise
        return call

    def message(self, text, *args, **_):
        text = text.format(*args)
        if not text.startswith(("code object from", "created", "could not create", "wrote")):
            self.verbose.append(text)


def new_cache(folder, legacy):
    if legacy or PYTHON2:
        return os.path.join(folder, MODULE + ".pyc")
    place = os.path.join(folder, "__pycache__")
    os.mkdir(place)
    return os.path.join(place, "%s.%s.pyc" % (MODULE, tag()))


def run_python2(folder):
    sys.dont_write_bytecode = False
    sys.path.insert(0, folder)
    sys.modules.pop(MODULE, None)
    try:
        return __import__(MODULE).WHERE
    finally:
        sys.path.pop(0)


def run_importlib(source, cache, is_there):
    if is_there:
        loader = external.SourceFileLoader(MODULE, source)
    else:
        loader = external.SourcelessFileLoader(MODULE, cache)
    space = {}
    exec(loader.get_code(MODULE), space)
    return space["WHERE"]


def import_one(watch, start, body, source_text, time, checks, is_there):
    folder = tempfile.mkdtemp(prefix="pycache-rules-")
    try:
        source = os.path.join(folder, MODULE + ".py")
        cache = new_cache(folder, is_there != b"1")
        had = binascii.unhexlify(start)
        if body == b"1":
            had += marshal.dumps(CODE)
        elif body == b"2":
            had += marshal.dumps(None)
        with open(cache, "wb") as f:
            f.write(had)
        seen = "0"
        if is_there == b"1":
            with open(source, "wb") as f:
                f.write(source_text)
            if PYTHON2:
                seconds = int(time) // 1000000000
                os.utime(source, (seconds, seconds))
                seen = str(int(os.stat(source).st_mtime) * 1000000000)
            else:
                os.utime(source, ns=(int(time), int(time)))
                seen = str(os.stat(source).st_mtime_ns)
        if VERSION >= (3, 7):
            import _imp
            _imp.check_hash_based_pycs = checks.decode("ascii")
        watch.caught, watch.verbose[:] = None, []
        sys.dont_write_bytecode = False
        try:
            result = [run_python2(folder) if PYTHON2 else run_importlib(source, cache, is_there == b"1"), ""]
        except Exception as e:
            result = [type(e).__name__, str(e)]
        caught = [type(watch.caught).__name__, str(watch.caught)] if watch.caught else ["", ""]
        verbose = "\n".join(watch.verbose).replace(folder, "FOLDER")
        with open(cache, "rb") as f:
            now = f.read()
        written = binascii.hexlify(now[:16]).decode("ascii") if now != had else ""
        return result + caught + [verbose, written, seen]
    finally:
        shutil.rmtree(folder)


def act(folder, action):
    """Has one cache written, or not."""
    source = os.path.join(folder, MODULE + ".py")
    try:
        if action[0] == "import":
            external.SourceFileLoader(MODULE, source).get_code(MODULE)
        else:
            import py_compile
            kwargs = {}
            if len(action) > 1:
                kwargs["invalidation_mode"] = py_compile.PycInvalidationMode[action[1].replace("-", "_").upper()]
            py_compile.compile(source, doraise=True, **kwargs)
        return "ok"
    except Exception as e:
        return type(e).__name__


def write_all(root):
    sys.dont_write_bytecode = False
    for line in sys.stdin.read().splitlines():
        words = line.split()
        print(act(os.path.join(root, words[0]), words[1:]))


def read(count):
    parts = []
    while count > 0:
        data = os.read(0, count)
        if not data:
            os._exit(0)
        parts.append(data)
        count -= len(data)
    return b"".join(parts)


def number(data):
    return sum(b << 8 * i for i, b in enumerate(bytearray(data)))


def u32(value):
    return bytes(bytearray(value >> shift & 255 for shift in (0, 8, 16, 24)))


def about():
    name = sys.implementation.name if hasattr(sys, "implementation") else "cpython"
    release = "%d.%d.%d" % sys.version_info[:3]
    prefixes = "none"
    if hasattr(sys, "pycache_prefix"):
        prefixes = "most" if cache_of(b"//m.py", b"", b"+/p", "/", raw_of(tag()))[0] == "!" else "all"
    return [name, release, tag(), prefixes, binascii.hexlify(marshal.dumps(CODE)).decode("ascii")]


def answer_to(watch, request):
    fields = []
    at = 1
    while at < len(request):
        size = number(request[at:at + 4])
        fields.append(request[at + 4:at + 4 + size])
        at += 4 + size
    letter = request[:1]
    if letter == b"I":
        return about()
    if letter == b"P":
        return cache_of(*fields)
    if letter == b"S":
        return source_of(*fields)
    if letter == b"A":
        return alphanumeric(*fields)
    return import_one(watch, *fields)


def serve():
    out = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    watch = Watch()
    while True:
        texts = [raw_of(text) for text in answer_to(watch, read(number(read(4))))]
        answer = b"".join(u32(len(text)) + text for text in texts)
        data = u32(len(answer)) + answer
        while data:
            data = data[os.write(out, data):]


if len(sys.argv) > 1:
    write_all(sys.argv[1])
else:
    serve()
