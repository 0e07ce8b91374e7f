"""Write the opcode table of the interpreter that runs this file, or compare it with the one that is there.

    pythonX.Y scripts/dump_opcodes.py             write it
    pythonX.Y scripts/dump_opcodes.py --check     end with 1 and the difference if what is there is another

It runs in every version from 2.7 on, and in PyPy, with nothing but their standard library. It makes

    bytecode/src/main/resources/dev/pycache/bytecode/opcodes/<version>.txt

and, for the versions that are compiled for, the stack effects that a test compares with:

    bytecode/src/test/resources/dev/pycache/bytecode/opcodes/<version>-effects.txt

The numbers come from the module opcode, the stack effects from dis.stack_effect. What an argument means is found by
letting dis print it: each opcode is disassembled with known constants, names and variables and with several arguments.
An opcode for which dis prints something that no kind of argument accounts for ends the run.

Of a version whose interpreter is not there, the files opcode.py and dis.py of its library do, run by another one of the
same implementation; the stack effects are then unknown:

    python3 scripts/dump_opcodes.py --library FOLDER 3.4
"""
from __future__ import print_function

import sys

LIBRARY = None
if '--library' in sys.argv:
    LIBRARY, VERSION = sys.argv[sys.argv.index('--library') + 1:][:2]
    sys.path.insert(0, LIBRARY)

import dis
import difflib
import io
import opcode
import os
import platform

ROOT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'bytecode', 'src')
FOLDER = 'resources/dev/pycache/bytecode/opcodes'
COMPILED_FOR = ('3.11', '3.12', '3.13', '3.14')

HEADER = '''\
# The instructions of {title}, made by scripts/dump_opcodes.py {source}.
#
# caches    code units of inline cache that follow
# argument  what the argument means:
{kinds}
# effect    {effect}
{unlisted}#
# number  name                               caches  argument        effect
'''

UNLISTED = '''\
#
# A number that is not listed has an argument from this one on:
have_argument  {}
'''

EFFECT = '''\
change of the stack's depth for argument n; "a|b" is a when not jumping, b when jumping;
#           * if it is not linear in n, ? if the interpreter does not tell'''
EFFECT_OF_BOTH = '''\
change of the stack's depth for argument n, the larger of the two if it depends on whether it jumps;
#           * if it is not linear in n, ? if the interpreter does not tell'''
EFFECT_UNKNOWN = '? since {}'

TEXTS = '''
# What dis prints for the arguments of a kind, in their order; {} is the name, or each of the counts.
'''
CACHES = '''
# The fields of the inline caches, with their sizes in code units.
'''
FAMILIES = '''
# What the interpreter makes of an instruction while it runs or is traced; never in a file.
'''

# Arguments for which the stack effect is asked.
ARGUMENTS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 255, 256, 257, 1000, 65536)

# The kinds of argument, as dev.pycache.bytecode.ArgumentKind has them, in the order in which a table explains them.
KINDS = (
    ('-', 'it is not looked at, if there is one'),
    ('const', 'index of a constant'),
    ('keywords', 'index of a constant, the names of the keyword arguments, that dis does not print'),
    ('name', 'index of a name'),
    ('global', 'index of a name << 1 | 1 to push NULL too'),
    ('attribute', 'index of a name << 1 | 1 to load a method'),
    ('super', 'index of a name << 2 | 2 if super has arguments | 1 to load a method'),
    ('import', 'index of a name << 2 | 1 for lazy, 2 for eager'),
    ('local', 'index of a local variable'),
    ('locals', 'index of a local variable << 4 | index of another'),
    ('cell', 'index of a cell or free variable'),
    ('forward', 'distance of a jump in code units, from the end of the instruction and its caches'),
    ('backward', 'distance of a jump back in code units, from the same place'),
    ('from', 'distance back to the start of the loop that ends here; nothing jumps'),
    ('absolute', 'target of a jump in code units'),
    ('forward-bytes', 'distance of a jump in bytes, from the end of the instruction'),
    ('absolute-bytes', 'target of a jump in bytes; dis does not print it'),
    ('compare', 'index of a comparison'),
    ('compare-mask', 'index of a comparison << 4 | mask'),
    ('operator', 'index of an operator'),
    ('is', '1 for "is not"'),
    ('contains', '1 for "not in"'),
    ('function', 'a bit for each thing that the new function is given'),
    ('format', 'conversion | 4 if there is a format'),
    ('conversion', 'index of a conversion'),
    ('counts', 'positional arguments | pairs of keyword arguments << 8'),
    ('intrinsic1', 'index of a function of one argument'),
    ('intrinsic2', 'index of a function of two arguments'),
    ('common', 'index of a constant of the interpreter'),
    ('special', 'index of a special method'),
    ('number', 'anything else; dis prints just the number'),
)

# What the lists of the module opcode do not tell.
KIND_OF_NAME = {
    'BINARY_OP': 'operator',
    'IS_OP': 'is',
    'CONTAINS_OP': 'contains',
    'MAKE_FUNCTION': 'function',
    'SET_FUNCTION_ATTRIBUTE': 'function',
    'FORMAT_VALUE': 'format',
    'CONVERT_VALUE': 'conversion',
    'CALL_FUNCTION_VAR': 'counts',
    'CALL_FUNCTION_VAR_KW': 'counts',
    'CALL_INTRINSIC_1': 'intrinsic1',
    'CALL_INTRINSIC_2': 'intrinsic2',
    'LOAD_COMMON_CONSTANT': 'common',
    'LOAD_SPECIAL': 'special',
}
# Up to 3.5; in 3.6 the instructions got new arguments.
KIND_OF_OLD_NAME = {
    'CALL_FUNCTION': 'counts',
    'CALL_FUNCTION_KW': 'counts',
    'MAKE_FUNCTION': 'number',
}

# The arguments that show all that dis prints for a kind; of the others, 0, 1, 2 ... as far as it has a text.
SAMPLES = {
    'global': range(2),
    'attribute': range(2),
    'super': range(4),
    'import': range(4),
    'compare-mask': range(0, 256, 16),
    'is': range(2),
    'contains': range(2),
    'function': [1 << bit for bit in range(8)],
    'format': range(8),
    'counts': [3 | 5 << 8],
}
LISTED = ('global', 'attribute', 'super', 'import', 'compare', 'compare-mask', 'operator', 'is', 'contains',
          'function', 'format', 'conversion', 'counts', 'intrinsic1', 'intrinsic2', 'common', 'special')


class Version(object):
    """What the modules opcode and dis say."""

    def __init__(self):
        version = VERSION if LIBRARY else platform.python_version()
        self.release = tuple(int(part) for part in version.split('.')[:2])
        self.pypy = platform.python_implementation() == 'PyPy'
        # From 256 on are pseudo instructions of the compiler.
        self.opcodes = sorted((number, name) for name, number in opcode.opmap.items() if number < 256)
        self.numbers = dict((name, number) for number, name in self.opcodes)
        # Numbers of those with an argument; None: all from HAVE_ARGUMENT on.
        self.with_argument = getattr(opcode, 'hasarg', None)
        # The module opcode of PyPy has the fields of CPython's caches, but no caches.
        self.formats = getattr(opcode, '_cache_format', {}) if not self.pypy else {}
        self.knows_effects = hasattr(dis, 'stack_effect') and not self.pypy and not LIBRARY

    def name(self):
        return ('pypy' if self.pypy else '') + '%d.%d' % self.release

    def title(self):
        return ('PyPy ' if self.pypy else 'CPython ') + '%d.%d' % self.release

    def has_argument(self, number):
        if self.with_argument is None:
            return number >= opcode.HAVE_ARGUMENT
        return number in self.with_argument

    def source(self):
        return 'of its modules opcode and dis' if LIBRARY else 'in that interpreter'

    def cache_fields(self, name):
        return list(self.formats.get(name, {}).items())

    def families(self):
        """Number, name and ordinary form of what the interpreter makes of instructions while they run."""
        # The library of PyPy has CPython's families, too.
        families = getattr(dis, 'deoptmap', {}) if not self.pypy else {}
        rows = [('specialised', dis._all_opmap[name], name, base) for name, base in families.items()]
        for number, name in self.opcodes:
            if name.startswith('INSTRUMENTED_'):
                base = name[len('INSTRUMENTED_'):]
                rows.append(('instrumented', number, name, base if base in self.numbers else '-'))
        return sorted(rows)

    # What dis prints.

    def code(self, number, arg):
        """The bytes of one instruction."""
        if self.release >= (3, 6):
            caches = sum(units for _, units in self.cache_fields(opcode.opname[number]))
            values = [number, arg] + 2 * caches * [0]
        else:
            values = [number, arg & 255, arg >> 8] if self.has_argument(number) else [number]
        return bytes(bytearray(values))

    def text(self, number, arg):
        """What dis prints of an argument, for constants 1000, 1001 ..., names N0, N1 ..., variables V0 ... and cells
        F0 ... if those are apart; None if it fails, as it does for an index of nothing."""
        try:
            return self.text_of_dis(number, arg)
        except IndexError:
            return None

    def text_of_dis(self, number, arg):
        code = self.code(number, arg)
        consts = tuple(range(1000, 1256))
        names, variables, cells = (tuple(letter + str(i) for i in range(256)) for letter in 'NVF')
        if hasattr(dis, 'ArgResolver'):
            labels = dict((label, 1) for label in dis.findlabels(code))
            resolver = dis.ArgResolver(consts, names, variables.__getitem__, labels)
            return resolver.get_argval_argrepr(number, arg if self.has_argument(number) else None, 0)[1]
        if not hasattr(dis, '_get_instructions_bytes'):
            return printed(Code(code, consts, names, variables, cells))
        if self.release < (3, 11):
            instructions = dis._get_instructions_bytes(code, variables, names, consts, cells)
        else:
            instructions = dis._get_instructions_bytes(code, variables.__getitem__, names, consts, co_positions=())
        return next(iter(instructions)).argrepr

    # What the argument means.

    def kind(self, number, name):
        if not self.has_argument(number):
            return '-'
        kind = (self.kind_of_jump(number) or self.kind_of_index(number, name) or self.kind_of_comparison(number)
                or self.kind_of_name(name))
        if kind == 'number' and any(self.text(number, arg) for arg in (0, 1, 2, 3, 4, 8, 16, 255)):
            raise ValueError('%s: dis prints %r' % (name, self.text(number, 1)))
        return kind

    def kind_of_jump(self, number):
        code = self.code(number, 64)
        labels = dis.findlabels(code)
        if not labels:
            return None
        end, target = len(code), labels[0]
        if target == end - 128 and self.text(number, 64).startswith('from'):
            return 'from'
        return {end + 128: 'forward', end - 128: 'backward', 128: 'absolute',
                end + 64: 'forward-bytes', 64: 'absolute-bytes'}[target]

    def kind_of_index(self, number, name):
        if number in opcode.hascompare:
            return None
        kinds = {
            ('1008', '1009'): 'const',
            ('N8', 'N9'): 'name',
            ('N4', 'N4 + NULL'): 'global',
            ('N4', 'NULL + N4'): 'global',
            ('N4', 'N4 + NULL|self'): 'attribute',
            ('N4', 'NULL|self + N4'): 'attribute',
            ('N2', 'N2 + NULL|self'): 'super',
            ('N2', 'NULL|self + N2'): 'super',
            ('N2', 'N2 + lazy'): 'import',
            # LOAD_DEREF of 3.15 is in haslocal.
            ('V8', 'V9'): 'cell' if number in opcode.hasfree or name.endswith('_DEREF') else 'local',
            ('F8', 'F9'): 'cell',
            ('V0, V8', 'V0, V9'): 'locals',
        }
        kind = kinds.get((self.text(number, 8), self.text(number, 9)))
        return 'keywords' if kind is None and number in opcode.hasconst else kind

    def kind_of_comparison(self, number):
        if number not in opcode.hascompare:
            return None
        return 'compare' if self.text(number, 1) == opcode.cmp_op[1] else 'compare-mask'

    def kind_of_name(self, name):
        if self.release < (3, 6) and name in KIND_OF_OLD_NAME:
            return KIND_OF_OLD_NAME[name]
        return KIND_OF_NAME.get(name, 'number')

    def texts(self, kind, number):
        """What dis prints for the SAMPLES of a kind, found with an opcode that has it."""
        texts = []
        for arg in SAMPLES.get(kind, range(256)):
            text = self.text(number, arg)
            if text is None:
                break
            texts.append(text.replace('N0', '{}') if kind != 'counts' else text.replace('3', '{}').replace('5', '{}'))
        while texts and not texts[-1]:
            texts.pop()
        return texts

    # How the stack changes.

    def about_effects(self):
        if self.knows_effects:
            return EFFECT if self.release >= (3, 8) else EFFECT_OF_BOTH
        if LIBRARY:
            return EFFECT_UNKNOWN.format('there was no interpreter to ask')
        if self.pypy:
            return EFFECT_UNKNOWN.format('dis.stack_effect of PyPy ends the process for some of them')
        return EFFECT_UNKNOWN.format('the interpreter does not tell')

    def effects(self, number, **jump):
        if not self.has_argument(number):
            return {0: dis.stack_effect(number, **jump)}
        return dict((n, dis.stack_effect(number, n, **jump)) for n in ARGUMENTS)

    def effect(self, number):
        if not self.knows_effects:
            return '?'
        try:
            if self.release < (3, 8):
                return formula(self.effects(number))
            stay, jump = self.effects(number, jump=False), self.effects(number, jump=True)
        except ValueError:
            return '?'
        return formula(stay) if stay == jump else formula(stay) + '|' + formula(jump)

    def all_effects(self):
        """The text of the file that a test compares with: no instruction that only a running interpreter puts in."""
        rows = ['# name argument effect effect-of-jump\n']
        for number, name in self.opcodes:
            if name.startswith('INSTRUMENTED_'):
                continue
            stay, jump = self.effects(number, jump=False), self.effects(number, jump=True)
            rows += ['%s %d %d %d\n' % (name, n, stay[n], jump[n]) for n in sorted(stay)]
        return ''.join(rows)


class Code(object):
    """As much of a code object as dis looks at before it has _get_instructions_bytes."""

    def __init__(self, code, consts, names, variables, cells):
        self.co_code, self.co_consts, self.co_names, self.co_varnames = code, consts, names, variables
        self.co_cellvars, self.co_freevars, self.co_firstlineno, self.co_lnotab = cells, (), 1, b''


def printed(code):
    kept, sys.stdout = sys.stdout, io.BytesIO() if sys.version_info < (3,) else io.StringIO()
    try:
        dis.disassemble(code)
        line = sys.stdout.getvalue()
    finally:
        sys.stdout = kept
    return line[line.index('(') + 1:line.rindex(')')] if '(' in line else ''


def formula(values):
    base = values[0]
    factor = values.get(1, base) - base
    if any(value != base + factor * n for n, value in values.items()):
        return '*'
    if not factor:
        return str(base)
    term = ('-' if factor < 0 else '+') + (str(abs(factor)) if abs(factor) != 1 else '') + 'n'
    return (str(base) if base else '') + (term if base or factor < 0 else term[1:])


def rows(version):
    """The rows of the instructions that a file may hold, and for each kind of argument an instruction that has it."""
    lines, examples = [], {}
    for number, name in version.opcodes:
        if name.startswith('INSTRUMENTED_'):
            continue
        kind = version.kind(number, name)
        examples.setdefault(kind, number)
        caches = sum(size for _, size in version.cache_fields(name))
        lines.append('%8d  %-33s  %6d  %-14s  %s\n' % (number, name, caches, kind, version.effect(number)))
    return lines, examples


def table(version):
    lines, examples = rows(version)
    texts = ['%-12s  %s\n' % (kind, text) for kind in LISTED if kind in examples
             for text in version.texts(kind, examples[kind])]
    if texts:
        lines.append(TEXTS)
        lines += [line.rstrip() + '\n' for line in texts]
    caches = [(name, version.cache_fields(name)) for _, name in version.opcodes]
    if any(fields for _, fields in caches):
        lines.append(CACHES)
        lines += ['cache  %s%s\n' % (name, ''.join('  %s %d' % field for field in fields))
                  for name, fields in caches if fields]
    families = version.families()
    if families:
        lines.append(FAMILIES)
        lines += ['%-12s  %3d  %-45s  %s\n' % row for row in families]
    kinds = ['#             %-14s  %s' % (kind, text) for kind, text in KINDS if kind in examples]
    unlisted = UNLISTED.format(opcode.HAVE_ARGUMENT) if version.with_argument is None else ''
    header = HEADER.format(title=version.title(), source=version.source(), kinds='\n'.join(kinds),
                           effect=version.about_effects(), unlisted=unlisted)
    return header + ''.join(lines)


def finish(path, text, check):
    """Write a file, or print how it differs; the number of differences."""
    if not check:
        if not os.path.isdir(os.path.dirname(path)):
            os.makedirs(os.path.dirname(path))
        with io.open(path, 'w', encoding='ascii', newline='\n') as file:
            file.write(u'' + text)
        return 0
    with io.open(path, encoding='ascii') as file:
        there = file.read().splitlines()
    differences = list(difflib.unified_diff(there, text.splitlines(), path, 'this interpreter', lineterm=''))
    print('\n'.join(differences) if differences else path + ': equal')
    return len(differences)


def main():
    check = '--check' in sys.argv
    version = Version()
    differences = finish(os.path.join(ROOT, 'main', FOLDER, version.name() + '.txt'), table(version), check)
    if version.name() in COMPILED_FOR:
        path = os.path.join(ROOT, 'test', FOLDER, version.name() + '-effects.txt')
        differences += finish(path, version.all_effects(), check)
    sys.exit(1 if differences else 0)


main()
