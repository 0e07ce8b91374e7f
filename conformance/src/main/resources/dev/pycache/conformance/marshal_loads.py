"""Says of each piece of bytes that comes in what marshal.loads makes of it, for the conformance command.

A request is a little-endian 32-bit length and so many bytes, an answer likewise; the length -1, with nothing behind it, asks
for the magic number. What is answered is "code", "object" for anything else that could be read, or the name of the exception.
A request that the process dies of gets no answer. It runs in Python 2.7 and all later ones.
"""
import marshal
import struct
import sys

ADDRESSES = 2 << 30  # of this process: a size for which there are no bytes must not take all memory

try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
except (ImportError, ValueError):
    pass

try:
    from importlib.util import MAGIC_NUMBER
except ImportError:
    import imp
    MAGIC_NUMBER = imp.get_magic()

CODE = type((lambda: 0).__code__)


def loaded(data):
    try:
        value = marshal.loads(data)
    except BaseException:
        return sys.exc_info()[0].__name__
    return 'code' if type(value) is CODE else 'object'


def main():
    requests = getattr(sys.stdin, 'buffer', sys.stdin)
    answers = getattr(sys.stdout, 'buffer', sys.stdout)
    while True:
        length = requests.read(4)
        if len(length) < 4:
            return
        length = struct.unpack('<i', length)[0]
        answer = MAGIC_NUMBER[:2] if length < 0 else loaded(requests.read(length)).encode('ascii')
        answers.write(struct.pack('<i', len(answer)) + answer)
        answers.flush()


main()
