package dev.pycache.bytecode.table;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;

/**
 * The tables of lines that code objects have had, and how {@code dis} reads each: where a table
 * goes beyond the code, it matters to the layout how far it is read.
 */
public enum LineTable {
  /** {@code co_lnotab} with unsigned steps (up to 3.5). */
  UNSIGNED {
    @Override
    public SourceLines read(CodeObject code) {
      return readLnotab(code, 0xFF, Integer.MAX_VALUE);
    }
  },
  /** {@code co_lnotab} with signed steps of the line (3.6 and 3.7). */
  SIGNED {
    @Override
    public SourceLines read(CodeObject code) {
      return readLnotab(code, -1, Integer.MAX_VALUE);
    }
  },
  /** The same, read no further than the code goes (3.8 and 3.9). */
  SIGNED_WITHIN_CODE {
    @Override
    public SourceLines read(CodeObject code) {
      return readLnotab(code, -1, code.code().length());
    }
  },
  /** Ranges of code, each with a step of the line or none (3.10, PEP 626). */
  RANGES {
    @Override
    public SourceLines read(CodeObject code) {
      var lines = new SourceLines();
      byte[] table = code.lineTable().value();
      int line = code.firstLine();
      int offset = 0;
      for (int i = 0; i + 1 < table.length; i += 2) {
        int size = table[i] & 0xFF;
        boolean none = table[i + 1] == NO_LINE_STEP;
        line += none ? 0 : table[i + 1];
        if (size > 0) {
          lines.add(offset, none ? SourceLines.NO_LINE : line);
        }
        offset += size;
      }
      lines.end(offset);
      return lines;
    }
  },
  /** The location table (3.11+, PEP 657). */
  LOCATIONS {
    @Override
    public SourceLines read(CodeObject code) {
      var lines = new SourceLines();
      int end = 0;
      for (Location location : LocationTable.read(code.lineTable(), code.firstLine())) {
        lines.add(location);
        end = 2 * (location.start() + location.units());
      }
      lines.end(end);
      return lines;
    }
  },
  /** PyPy's own of 3.11. */
  PYPY {
    @Override
    public SourceLines read(CodeObject code) {
      return new PyPyLocations(code).read();
    }
  };

  private static final byte NO_LINE_STEP = -128;

  /**
   * The lines of a code object.
   *
   * @throws IllegalArgumentException if the table is broken
   */
  public abstract SourceLines read(CodeObject code);

  /** The table that a version keeps. */
  public static LineTable of(PythonVersion python) {
    return switch (python) {
      case CPYTHON_2_7,
          CPYTHON_3_0,
          CPYTHON_3_1,
          CPYTHON_3_2,
          CPYTHON_3_3,
          CPYTHON_3_4,
          CPYTHON_3_5 ->
          UNSIGNED;
      case CPYTHON_3_6, CPYTHON_3_7 -> SIGNED;
      case CPYTHON_3_8, CPYTHON_3_9, PYPY_3_9 -> SIGNED_WITHIN_CODE;
      case CPYTHON_3_10 -> RANGES;
      case CPYTHON_3_11, CPYTHON_3_12, CPYTHON_3_13, CPYTHON_3_14, CPYTHON_3_15 -> LOCATIONS;
      case PYPY_3_11 -> PYPY;
    };
  }

  /**
   * @param mask of the step of a line, which is a signed byte
   * @param end offset at which reading ends
   */
  private static SourceLines readLnotab(CodeObject code, int mask, int end) {
    var lines = new SourceLines();
    byte[] table = code.lineTable().value();
    int line = code.firstLine();
    int offset = 0;
    for (int i = 0; i + 1 < table.length; i += 2) {
      if (table[i] != 0) {
        lines.add(offset, line);
        offset += table[i] & 0xFF;
        if (offset >= end) {
          return lines;
        }
      }
      line += table[i + 1] & mask;
    }
    lines.add(offset, line);
    return lines;
  }
}
