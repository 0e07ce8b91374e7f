"""Write the name-like strings that a bare process (-I -S) of the interpreter that runs this file has interned.

    python3.11 scripts/dump_interned.py [NAME]

The interpreter does not list them, but it tells of any string whether it is among them: interning an equal new string
gives the old one. The candidates are the words in the files of the interpreter: its binary, with every tail of a word
since C strings may share their ends, and the sources of its library. The result goes to

    compiler/src/main/resources/dev/pycache/compiler/assemble/interned/NAME.txt

where NAME is that of the target: the version, unless it is an earlier release than the newest that is compiled for. One
string a line, sorted by their bytes: the file is searched by halves. From 3.13 on, which interns the qualified names of
code objects, NAME-classes.txt has those of classes within classes or functions. Every new string of one character is
the same object; of these are listed those for which another object has been interned all the same.
"""
import inspect
import pathlib
import re
import subprocess
import sys
import sysconfig
import warnings

FOLDER = 'compiler/src/main/resources/dev/pycache/compiler/assemble/interned'
WORD = re.compile(rb'[A-Za-z0-9_]+')

# Runs in the bare process; each name in it is one that such a process has interned anyway. A process that is about to
# compile a file calls compile(), which interns the names of the abstract syntax.
CHECK = '''
import sys
compile(chr(10), sys.executable, "exec")
for name in sys.stdin:
    name = name[:-1]
    if sys.intern(name) is not name:
        sys.stdout.write(name + chr(10))
'''


def candidates():
    words = set()
    binaries = [pathlib.Path(sys.executable).resolve()]
    binaries += pathlib.Path(sysconfig.get_config_var('LIBDIR')).glob('libpython*.so*')
    for binary in binaries:
        for word in WORD.findall(binary.read_bytes()):
            # No identifier is that long; what is, is data.
            words.update(word[i:] for i in range(max(0, len(word) - 60), len(word)))
    for source in sources():
        words.update(WORD.findall(source.read_bytes()))
    return sorted(words)


def sources():
    library = pathlib.Path(sysconfig.get_path('stdlib'))
    return [path for path in library.rglob('*.py') if 'site-packages' not in path.parts and path.is_file()]


def inner_classes():
    """The qualified names of the classes in the library's sources that are not at the top level of a module."""
    names = set()
    for source in sources():
        try:
            units = [compile(source.read_bytes(), str(source), 'exec', 0, True)]
        except (SyntaxError, ValueError):
            continue  # a test of the parser
        while units:
            unit = units.pop()
            units += [const for const in unit.co_consts if isinstance(const, type(unit))]
            if not unit.co_flags & inspect.CO_OPTIMIZED and unit.co_qualname != unit.co_name:
                names.add(unit.co_qualname.encode())
    return sorted(names)


def write(name, words):
    check = subprocess.run([sys.executable, '-I', '-S', '-c', CHECK], input=b'\n'.join(words) + b'\n',
                           stdout=subprocess.PIPE, check=True)
    path = pathlib.Path(__file__).resolve().parent.parent / FOLDER / (name + '.txt')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(check.stdout)


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else '%d.%d' % sys.version_info[:2]
    write(name, candidates())
    if sys.version_info >= (3, 13):
        warnings.simplefilter('ignore')
        write(name + '-classes', inner_classes())


main()
