"""Command line: python -m tally FILE... [--tag TAG] [--depth N] [--json]"""

import argparse
import sys

from . import __version__, load
from .errors import LedgerError, report_all
from .report import render


def main(argv=None, *, out=sys.stdout):
    options = argparse.ArgumentParser(prog="tally", description=__doc__)
    options.add_argument("files", nargs="+", metavar="FILE")
    options.add_argument("--tag", help="only entries with this tag")
    options.add_argument("--depth", type=int, default=None, help="sum up below this level")
    options.add_argument("--json", action="store_const", const="json", default="table", dest="style")
    options.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    chosen = options.parse_args(argv)

    ledgers, failures = [], []
    for file in chosen.files:
        try:
            ledgers.append(load(file))
        except (LedgerError, OSError) as error:
            failures.append(error)
    if failures:
        return report_all(failures)
    total = sum(ledgers[1:], start=ledgers[0])
    if chosen.tag is not None:
        total = total.tagged(chosen.tag)
    print(render(total, style=chosen.style, depth=chosen.depth), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
