"""Compile sources on request, each in a process of its own: what an interpreter would write, for comparison.

    PYTHON -I -S reference.py      (any CPython from 3.8 on; requests on stdin, answers on stdout, one after the other)

Numbers are little-endian. A text is a u32 length and that many bytes of UTF-8 with lone surrogates passed through. An
optional value is a byte 0, or a byte 1 and the value.

Request:    u32 length of the source, u32 length of the file name, u8 optimisation level (0, 1, 2),
            the source, the file name in UTF-8 with lone surrogates passed through;
            or level 255 and two lengths of 0, which asks for the release.
            128 more than a level asks for a compilation that nothing went before (below)

Answer:     u32 length of the rest, then one of
    "C"     compiled: u32 length, marshalled code object; warnings
    "R"     rejected: text name of the exception's class, text message; optional i64 lineno, offset, end_lineno,
            end_offset; optional text of the source line (all absent unless it is a SyntaxError); warnings
    "X"     the process ended without an answer: text reason, such as "signal 11"
    "V"     text sys.version

Warnings:   u32 count; for each, in the order of issue: text name of the class, text message, i64 line

Each source is compiled as compile(source, filename, "exec", 0, True, level) in a child forked for it, so that no
compilation sees what another one left behind. Strings that a process has interned show in what it marshals; up to 3.10
that goes for every name. So this script imports nothing but builtin modules, and the names in it are such as a bare
process has interned anyway. The exceptions are three that C interns itself when it warns: "warnings", "_showwarnmsg"
and "WarningMessage". They stand in for the module `warnings`, which would bring many more: C asks sys.modules for it,
and takes its filters and its way of showing a warning from whatever it finds there. All warnings are recorded, whatever
the usual filters would say.

compile() is called from the module's own frame, one Python frame deep. CPython counts the frames in use against the
recursion limit of 1000 when it walks the tree: a caller inside functions leaves it less room (`python -m py_compile`
accepts 2972 terms in a+a+..., this script 2993). And it counts one less where the interpreter has specialised the call,
as it does in code that runs often: so the loop over the requests is in a function that a child leaves first.

An interpreter that cannot fork (one compiled to WebAssembly) compiles one source after the other. From 3.11 on that gives
the same bytes but in few files, above all those of modules that the process has loaded itself. Where 128 is added to the
level, it compiles in an isolated sub-interpreter, which has interned strings of its own, if it has a module that makes one;
the answer has no warnings then.

When CPython reports a syntax error it looks for the line in the file of that name. From 3.12.7 on even columns depend on
what it finds: give names of files that hold the very source.
"""
import marshal
import posix
import sys


def read(count):
    """The next bytes of stdin; fewer at its end."""
    rest = []
    while count > 0:
        data = posix.read(0, min(count, 1 << 20))
        if not data:
            break
        rest.append(data)
        count -= len(data)
    return b"".join(rest)


def write(data):
    """An answer."""
    data = memoryview(len(data).to_bytes(4, "little") + data)
    while data:
        data = data[posix.write(1, data):]


def text(value):
    value = value.encode("utf-8", "surrogatepass")
    return len(value).to_bytes(4, "little") + value


def pos(value):
    """A line or column as i64."""
    return (value & (1 << 64) - 1).to_bytes(8, "little")


def default(value):
    """An optional value."""
    if isinstance(value, int):
        return b"\1" + pos(value)
    if isinstance(value, str):
        return b"\1" + text(value)
    return b"\0"


def code():
    data = marshal.dumps(result)
    return b"C" + len(data).to_bytes(4, "little") + data


def exc_info():
    message = str(result)
    values = [None] * 5
    if isinstance(result, SyntaxError):
        message = str(result.msg)
        values = [getattr(result, part + name, None) for part in ("", "end_") for name in ("lineno", "offset")]
        values.append(result.text)
    return b"R" + text(type(result).__name__) + text(message) + b"".join(map(default, values))


def warn():
    """The warnings about the source. (A codec that warns while it decodes warns about the line that calls compile.)"""
    rest = []
    for message, origin, path, line, *args in filters:
        if path == filename:
            rest.append(text(origin.__name__) + text(str(message)) + pos(line))
    return len(rest).to_bytes(4, "little") + b"".join(rest)


filters = []  # the warnings of a child
module = type(sys)("warnings")
module.filters = [("always", None, Warning, None, 0)]
module._showwarnmsg = filters.append
module.WarningMessage = lambda *args: args
sys.modules["warnings"] = module

def start():
    """Reads requests; comes back in a child that is forked for one, with the request."""
    while True:
        head = read(9)
        if len(head) < 9:
            posix._exit(0)
        if head[8] == 255:
            write(b"V" + text(sys.version))
            continue
        source = read(int.from_bytes(head[:4], "little"))
        filename = read(int.from_bytes(head[4:8], "little")).decode("utf-8", "surrogatepass")
        if sys.platform[0] == "e" or not posix.fork():  # emscripten
            return source, filename, head[8]
        state = posix.wait()[1]
        if state:
            write(b"X" + text("signal %d" % (state & 127) if state & 127 else "exit status %d" % (state >> 8)))


# What a sub-interpreter runs: the source, the file name and the level are put in.
spec = '''
import marshal
import posix
import sys

module = type(sys)("warnings")
module.filters = [("ignore", None, Warning, None, 0)]
sys.modules["warnings"] = module
result = compile(%r, %r, "exec", 0, True, %d)
data = marshal.dumps(result)
data = b"C" + len(data).to_bytes(4, "little") + data + bytes(4)
data = memoryview(len(data).to_bytes(4, "little") + data)
while data:
    data = data[posix.write(1, data):]
'''

# Runs that; a text, since its names are no matter only where it is run. Sets the state to true if there is an answer.
loader = '''
try:
    program = spec % (source, filename, level)
    if sys.version_info < (3, 13):
        import _xxsubinterpreters as interpreters
        number = interpreters.create(isolated=True)
        try:
            interpreters.run_string(number, program)
        finally:
            interpreters.destroy(number)
        state = True
    else:
        import _testinternalcapi
        from types import SimpleNamespace
        config = SimpleNamespace(
            use_main_obmalloc=False, allow_fork=False, allow_exec=False, allow_threads=True,
            allow_daemon_threads=False, check_multi_interp_extensions=True, gil="own")
        state = not _testinternalcapi.run_in_subinterp_with_config(program, config)
except Exception:
    pass  # compiled like all others
'''

# The first call makes the classes of `ast`, before it looks at the source; a child need not spend its time on that.
compile(b"", "", "exec", 0, True, 0)

while True:
    source, filename, level = start()
    state = False
    if level > 127:
        level -= 128
        if sys.platform[0] == "e":
            exec(loader)
    if state:
        continue
    try:
        result = compile(source, filename, "exec", 0, True, level)
        data = code()
    except BaseException as exc:
        result = exc
        data = exc_info()
    write(data + warn())
    if sys.platform[0] != "e":
        posix._exit(0)
    result = None
    del filters[:]
