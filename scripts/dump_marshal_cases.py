"""Write what the interpreter that runs this file marshals for some small sources, as the tests compare with it.

    python3.11 scripts/dump_marshal_cases.py

The result goes to bytecode/src/test/resources/dev/pycache/bytecode/marshal/<version>.txt. Each source is compiled in a
bare process (-I -S) of its own, as others may have interned its strings.
"""
import pathlib
import subprocess
import sys

FOLDER = 'bytecode/src/test/resources/dev/pycache/bytecode/marshal'
CASES = r'''
x = 1

i = (-6, -5, 256, 257, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**45, -2**300)

f = (0.0, -0.0, 1e300, 1e999 - 1e999, 2j, -0.0 - 2j)

s = ('', 'a', 'ab', 'a b', '\xe9', '\xe9a', '\u20ac', '\ud800', '\U0001f600', 'long ' * 60)

b = (b'', b'a', b'ab', b'a b' * 100)

t = ((), (1,), (1, (2, (3, ...))), (None, True, False))

def f(a, b='a b'): return a in {'a b', 'c d', 257, 1.5, None, (1, 'a b')}
def g(a): return a in {'a b', 'c d', 257, 1.5, None, (1, 'a b')}

def f(p, /, c, b, *a, d, **e): return lambda: (c, d, a)

class C:
    def m(self): return [super().m() for x in self if x]

try:
    with open(__file__) as f: print(f'{f!r:>{10}}')
except (OSError, ValueError) as e: raise
finally: del f

async def f(x):
    async with x as y: await y
    async for i in x: yield i

match x:
    case [1, *y, {'a': z, **w}] if y: x @= y
    case C(y, b=z) | [y, None, z]: del x

x[1:], x[1000:'ab':'a b'], x[1:], 1000, 'ab', 'a b', x[::]

class C:
    class D:
        def f(self): return lambda: self.x
    class D: y = 'C.D'
'''

# What only later versions accept.
TYPE_PARAMETERS = '''
def f[T: int](x): pass
def g():
    def f[T](): pass
    class C[U](T): type X[V] = U
'''

DUMP = 'import marshal, sys; code = compile(sys.stdin.read(), "<case>", "exec"); print(marshal.dumps(code).hex())'


def main():
    lines = ['# Sources and what marshal.dumps writes for them, made by scripts/dump_marshal_cases.py.\n']
    cases = CASES + (TYPE_PARAMETERS if sys.version_info >= (3, 12) else '')
    for source in cases.strip().split('\n\n'):
        run = subprocess.run([sys.executable, '-I', '-S', '-c', DUMP], input=source + '\n', stdout=subprocess.PIPE,
                             check=True, text=True)
        dump = run.stdout.strip()
        lines.append('\n' + ''.join('| %s\n' % line for line in source.split('\n')))
        lines += [dump[i:i + 120] + '\n' for i in range(0, len(dump), 120)]
    path = pathlib.Path(__file__).resolve().parent.parent / FOLDER / ('%d.%d.txt' % sys.version_info[:2])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(''.join(lines))


main()
