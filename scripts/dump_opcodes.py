"""Write the opcode table of the interpreter that runs this file, and the stack effects the tests compare with.

    python3.11 scripts/dump_opcodes.py

The interpreter's version is the name of the files:

    bytecode/src/main/resources/dev/pycache/bytecode/opcodes/<version>.txt
    bytecode/src/test/resources/dev/pycache/bytecode/opcodes/<version>-effects.txt
"""
import dis
import opcode
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / 'bytecode' / 'src'
FOLDER = 'resources/dev/pycache/bytecode/opcodes'
ARGUMENTS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 16, 255, 256, 257, 1000, 65536)

HEADER = '''\
# The instructions of CPython {version}, made by scripts/dump_opcodes.py in that interpreter.
#
# caches    units of inline cache that follow
# argument  what the argument means, - if there is none:
#             const, name, local, cell, compare, operator   index of that kind
#             global                                        index of a name, doubled, + 1 to push NULL too
#             forward, backward                             distance of a jump in units
#             number                                        anything else
# effect    change of the stack's depth for argument n; "a|b" is a when not jumping, b when jumping;
#           * if it is not linear in n
#
# number  name                           caches  argument  effect
'''


def argument_kind(name, number):
    if number < opcode.HAVE_ARGUMENT:
        return '-'
    if name == 'LOAD_GLOBAL':
        return 'global'
    if name == 'BINARY_OP':
        return 'operator'
    if number in opcode.hasjrel:
        return 'backward' if 'BACKWARD' in name else 'forward'
    kinds = ((opcode.hasconst, 'const'), (opcode.hasname, 'name'), (opcode.haslocal, 'local'),
             (opcode.hasfree, 'cell'), (opcode.hascompare, 'compare'))
    return next((kind for numbers, kind in kinds if number in numbers), 'number')


def effects(number, jump):
    if number < opcode.HAVE_ARGUMENT:
        return {0: dis.stack_effect(number, jump=jump)}
    return {n: dis.stack_effect(number, n, jump=jump) for n in ARGUMENTS}


def formula(values):
    base = values[0]
    factor = values.get(1, base) - base
    if any(value != base + factor * n for n, value in values.items()):
        return '*'
    if not factor:
        return str(base)
    term = ('-' if factor < 0 else '+') + (str(abs(factor)) if abs(factor) != 1 else '') + 'n'
    return (str(base) if base else '') + (term if base or factor < 0 else term[1:])


def main():
    version = '%d.%d' % sys.version_info[:2]
    table, numbers = [], []
    for number, name in sorted((number, name) for name, number in opcode.opmap.items()):
        stay, jump = effects(number, False), effects(number, True)
        effect = formula(stay) if stay == jump else formula(stay) + '|' + formula(jump)
        table.append('%8d  %-29s  %6d  %-8s  %s\n' % (
            number, name, opcode._inline_cache_entries[number], argument_kind(name, number), effect))
        numbers += ['%s %d %d %d\n' % (name, n, stay[n], jump[n]) for n in stay]
    table.append('\n# The operators that "compare" and "operator" arguments mean, by index.\n')
    table += ['compare   %s\n' % text for text in opcode.cmp_op]
    table += ['operator  %s\n' % text for _, text in opcode._nb_ops]
    main_file = ROOT / 'main' / FOLDER / (version + '.txt')
    test_file = ROOT / 'test' / FOLDER / (version + '-effects.txt')
    for path, text in ((main_file, HEADER.format(version=version) + ''.join(table)),
                       (test_file, '# name argument effect effect-of-jump\n' + ''.join(numbers))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


main()
