package dev.pycache.conformance.fuzz;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.OpcodeTable;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded harm to code objects: files that any reader of marshal takes, and in which nothing is
 * right. Code is noise, tables are cut or made up, constants are as large, deep and shared as they
 * may be.
 */
final class ValueHarm {
  private static final int[] NUMBERS = {
    0, 1, -1, 255, 0x7FFF, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private static final String[] TEXTS = {
    "",
    ".0",
    "<lambda>",
    "a b",
    "\n",
    "\u001b[31m",
    "\u007f",
    "\ud800",
    "\udc80",
    "\u202e",
    "é",
    "😀"
  };

  private final PythonVersion python;
  private final SplittableRandom random;

  ValueHarm(PythonVersion python, SplittableRandom random) {
    this.python = python;
    this.random = random;
  }

  /** The same code object but for one to three parts, of it or of one nested in it. */
  CodeObject apply(CodeObject code) {
    CodeObject harmed = code;
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      harmed = once(harmed);
    }
    return harmed;
  }

  private CodeObject once(CodeObject code) {
    List<Constant> constants = new ArrayList<>(code.consts().items());
    List<Integer> nested = new ArrayList<>();
    for (int i = 0; i < constants.size(); i++) {
      if (constants.get(i) instanceof CodeObject) {
        nested.add(i);
      }
    }
    if (!nested.isEmpty() && random.nextBoolean()) {
      int at = nested.get(random.nextInt(nested.size()));
      constants.set(at, once((CodeObject) constants.get(at)));
      return new Parts(code).consts(Tuple.of(constants)).build();
    }
    var parts = new Parts(code);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> parts.code = code(code.code());
      case 3, 4 -> parts.lineTable = run(code.lineTable());
      case 5 -> parts.exceptionTable = run(code.exceptionTable());
      case 6 -> parts.names = texts(code.names());
      case 7 -> parts.variables = variables(code.variables());
      case 8 -> parts.consts(Tuple.of(constants(code, constants)));
      default -> {
        parts.flags = number(code.flags());
        parts.firstLine = number(code.firstLine());
        parts.stackSize = number(code.stackSize());
      }
    }
    return parts.build();
  }

  private int number(int sound) {
    return switch (random.nextInt(4)) {
      case 0 -> NUMBERS[random.nextInt(NUMBERS.length)];
      case 1 -> sound ^ 1 << random.nextInt(32);
      default -> sound;
    };
  }

  /** Instructions. */
  private Bytes code(Bytes sound) {
    if (random.nextInt(3) > 0) {
      return run(sound);
    }
    byte[] made = new byte[random.nextInt(1 << (2 + random.nextInt(10)))];
    random.nextBytes(made);
    int extended = OpcodeTable.of(python).number("EXTENDED_ARG");
    int step = 1 + random.nextInt(3);
    if (extended >= 0) {
      for (int i = 0; i < made.length; i += step) {
        made[i] = (byte) extended;
      }
    }
    return Bytes.of(made);
  }

  /** Bytes cut, stretched, changed here and there, or made up. */
  private Bytes run(Bytes sound) {
    byte[] made = sound.value().clone();
    switch (random.nextInt(5)) {
      case 0 -> made = java.util.Arrays.copyOf(made, random.nextInt(made.length + 1));
      case 1 -> made = java.util.Arrays.copyOf(made, made.length + random.nextInt(64));
      case 2 -> {
        made = new byte[random.nextInt(1 << random.nextInt(13))];
        random.nextBytes(made);
      }
      default -> {
        for (int count = 1 + random.nextInt(8); count > 0 && made.length > 0; count--) {
          made[random.nextInt(made.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return Bytes.of(made);
  }

  private Tuple texts(Tuple sound) {
    List<Constant> texts = new ArrayList<>(sound.items());
    switch (random.nextInt(3)) {
      case 0 -> texts.clear();
      case 1 -> {
        for (int i = 0; i < texts.size(); i++) {
          texts.set(i, text(sound.get(i)));
        }
      }
      default -> {
        if (!texts.isEmpty()) {
          texts.subList(random.nextInt(texts.size()), texts.size()).clear();
        }
      }
    }
    return Tuple.of(texts);
  }

  /** A text of the type that the version has there. */
  private Constant text(Constant sound) {
    String text = TEXTS[random.nextInt(TEXTS.length)];
    return switch (sound) {
      case Bytes bytes -> Bytes.of(Str.of(text).utf8());
      case Constant other -> Str.of(text);
    };
  }

  private Variables variables(Variables sound) {
    return switch (sound) {
      case Variables.Merged merged ->
          random.nextBoolean()
              ? new Variables.Merged(texts(merged.names()), merged.kinds())
              : new Variables.Merged(merged.names(), run(merged.kinds()));
      case Variables.Separate separate ->
          new Variables.Separate(
              number(separate.localCount()),
              texts(separate.locals()),
              texts(separate.free()),
              texts(separate.cells()));
    };
  }

  private List<Constant> constants(CodeObject code, List<Constant> sound) {
    List<Constant> constants = new ArrayList<>(sound);
    switch (random.nextInt(6)) {
      case 0 -> constants.clear();
      case 1 -> constants.replaceAll(constant -> any(3));
      case 2 -> constants.add(doubled(any(1), doublings()));
      case 3 -> constants.add(deep(any(1), random.nextInt(1900)));
      case 4 -> {
        // A code object that holds another one twice, that holds another one twice, and so on.
        CodeObject inner = code;
        for (int depth = doublings(); depth > 0; depth--) {
          inner = new Parts(inner).consts(Tuple.of(inner, inner)).build();
        }
        constants.add(inner);
      }
      default -> constants.add(any(4));
    }
    return constants;
  }

  /** Few, most of the time: where there are no references, many take a writer to its limits. */
  private int doublings() {
    return random.nextInt(8) == 0 ? 20 + random.nextInt(50) : random.nextInt(9);
  }

  private Constant doubled(Constant start, int depth) {
    Constant all = start;
    for (int i = 0; i < depth; i++) {
      all = random.nextInt(8) == 0 ? new FrozenSet(List.of(all, Int.of(i))) : Tuple.of(all, all);
    }
    return all;
  }

  private Constant deep(Constant start, int depth) {
    boolean sets = random.nextBoolean();
    Constant all = start;
    for (int i = 0; i < depth; i++) {
      all = sets ? new FrozenSet(List.of(all)) : Tuple.of(all);
    }
    return all;
  }

  private Constant any(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 9)) {
      case 0 -> Singleton.values()[random.nextInt(Singleton.values().length)];
      case 1 -> Int.of(random.nextLong() >> random.nextInt(64));
      case 2 -> new Int(BigInteger.ONE.shiftLeft(random.nextInt(1 << random.nextInt(17))));
      case 3 -> new Float(Double.longBitsToDouble(random.nextLong()));
      case 4 -> Complex.of(Double.longBitsToDouble(random.nextLong()), random.nextInt(2) * -0.0);
      case 5 -> Str.of(TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(40)));
      case 6 -> Bytes.of(noise(random.nextInt(1 << random.nextInt(12))));
      case 7 -> Str.of(new String(noise(20), java.nio.charset.StandardCharsets.ISO_8859_1));
      case 8 -> Str.of(Character.toString(random.nextInt(0x110000)));
      case 9 -> new FrozenSet(List.of(any(depth - 1)));
      default -> Tuple.of(any(depth - 1), any(depth - 1));
    };
  }

  private byte[] noise(int count) {
    byte[] noise = new byte[count];
    random.nextBytes(noise);
    return noise;
  }

  /** A code object that is taken apart. */
  private static final class Parts {
    private final CodeObject sound;
    private Bytes code;
    private Tuple consts;
    private Tuple names;
    private Variables variables;
    private Bytes lineTable;
    private Bytes exceptionTable;
    private int stackSize;
    private int flags;
    private int firstLine;

    Parts(CodeObject sound) {
      this.sound = sound;
      this.code = sound.code();
      this.consts = sound.consts();
      this.names = sound.names();
      this.variables = sound.variables();
      this.lineTable = sound.lineTable();
      this.exceptionTable = sound.exceptionTable();
      this.stackSize = sound.stackSize();
      this.flags = sound.flags();
      this.firstLine = sound.firstLine();
    }

    Parts consts(Tuple constants) {
      this.consts = constants;
      return this;
    }

    CodeObject build() {
      Text name = sound.name();
      return new CodeObject(
          sound.argCount(),
          sound.posOnlyArgCount(),
          sound.kwOnlyArgCount(),
          stackSize,
          flags,
          code,
          consts,
          names,
          variables,
          sound.filename(),
          name,
          sound.qualname(),
          firstLine,
          lineTable,
          exceptionTable,
          sound.alphaTables());
    }
  }
}
