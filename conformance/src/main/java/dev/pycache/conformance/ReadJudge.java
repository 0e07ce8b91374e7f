package dev.pycache.conformance;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.dis.DisOption;
import dev.pycache.bytecode.dis.DisOptions;
import dev.pycache.bytecode.dis.Disassembler;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.bytecode.pyc.PycFile;
import dev.pycache.conformance.CacheReference.Printed;
import dev.pycache.conformance.Verdict.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads the caches an interpreter makes, and compares what comes of it with what that interpreter
 * says. One judge, one thread.
 */
final class ReadJudge implements AutoCloseable {
  /** Whatever a process has imported may show in its caches: the other one has these. */
  private static final List<String> MODULES =
      List.of("argparse", "unittest", "json", "decimal", "email", "xml.dom.minidom", "sqlite3");

  private static final int OTHER_SEED = 12345;

  private final CacheReference reference;
  private final CacheReference other;

  private ReadJudge(CacheReference reference, CacheReference other) {
    this.reference = reference;
    this.other = other;
  }

  static ReadJudge start(String python) throws IOException {
    var reference = CacheReference.start(python, 0, List.of());
    try {
      return new ReadJudge(reference, CacheReference.start(python, OTHER_SEED, MODULES));
    } catch (IOException e) {
      reference.close();
      throw e;
    }
  }

  /**
   * Judges the cache of one source.
   *
   * @param listings the sets of options to have it disassembled with
   * @param verdicts takes each, with what was compared; none if the source does not compile
   */
  void judge(
      String path,
      CacheReference.Header header,
      List<Set<DisOption>> listings,
      BiConsumer<String, Verdict> verdicts)
      throws IOException {
    switch (reference.compile(path, header, listings)) {
      case CacheReference.NotCompiled none -> {
        if (none.crashed()) {
          verdicts.accept("", new Verdict(Kind.NOT_COMPARED, none.reason()));
        }
      }
      case CacheReference.Compiled compiled -> {
        PycFile file;
        try {
          file = PycFile.read(compiled.pyc());
          verdicts.accept("read", again(file, compiled.pyc()));
          verdicts.accept("canonical form", canonical(path, header, file, compiled.pyc()));
        } catch (Exception e) {
          verdicts.accept("read", Verdict.failed(e));
          return;
        }
        for (Printed printed : compiled.listings()) {
          if (printed.failed() && !haveAll(printed.options(), file)) {
            continue; // PyPy 3.11 takes CPython's words for them, and cannot do it
          }
          verdicts.accept("dis " + printed.options(), disassembled(file, printed));
        }
      }
    }
  }

  private static Verdict again(PycFile file, byte[] pyc) {
    byte[] written = file.toByteArray();
    return Arrays.equals(written, pyc)
        ? new Verdict(Kind.WRITTEN_AGAIN, "")
        : new Verdict(
            Kind.OTHER_BYTES_AGAIN,
            "first difference at byte %d of %d (ours) and %d (theirs)"
                .formatted(Arrays.mismatch(written, pyc), written.length, pyc.length));
  }

  /**
   * Whether the canonical form is its own, the same for what another process made of the source,
   * and read by the interpreter as the same value.
   */
  private Verdict canonical(String path, CacheReference.Header header, PycFile file, byte[] pyc)
      throws IOException {
    byte[] form = file.canonicalBytes();
    byte[] twice = PycFile.read(form).canonicalBytes();
    if (!Arrays.equals(form, twice)) {
      return new Verdict(Kind.OTHER_CANONICAL_FORM, "of itself: " + mismatch(form, twice));
    }
    // PyPy's objects have no identity of their own: which are one in a file is up to its compiler.
    if (!file.magic().python().isPyPy()
        && other.compile(path, header, List.of()) instanceof CacheReference.Compiled second) {
      byte[] otherForm = PycFile.read(second.pyc()).canonicalBytes();
      // Up to 3.2 the compiler orders variables by their hashes: that is another value.
      if (!Arrays.equals(form, otherForm)
          && reference
              .difference(marshalled(file, pyc), marshalled(file, second.pyc()))
              .isEmpty()) {
        return new Verdict(
            Kind.OTHER_CANONICAL_FORM, "of another process: " + mismatch(form, otherForm));
      }
    }
    String difference = reference.difference(marshalled(file, pyc), marshalled(file, form));
    return difference.isEmpty()
        ? new Verdict(Kind.CANONICAL, "")
        : new Verdict(Kind.OTHER_VALUE, difference);
  }

  /** What stands behind a header like that of {@code file}. */
  private static byte[] marshalled(PycFile file, byte[] pyc) {
    return Arrays.copyOfRange(pyc, file.header().size(), pyc.length);
  }

  private static String mismatch(byte[] a, byte[] b) {
    return "first difference at byte %d of %d and %d"
        .formatted(Arrays.mismatch(a, b), a.length, b.length);
  }

  private static boolean haveAll(Set<DisOption> options, PycFile file) {
    return options.stream().allMatch(option -> option.existsIn(file.magic().python()));
  }

  private static Verdict disassembled(PycFile file, Printed printed) {
    if (printed.failed()) {
      return new Verdict(Kind.NOT_COMPARED, "its dis fails: " + printed.text());
    }
    String text;
    try {
      text = disassembly(file, printed.options());
    } catch (RuntimeException e) {
      return Verdict.failed(e);
    }
    String ours = Addresses.hide(text);
    String theirs = Addresses.hide(printed.text());
    if (ours.equals(theirs)) {
      return new Verdict(
          printed.options().isEmpty() ? Kind.SAME_TEXT : Kind.SAME_TEXT_WITH_OPTIONS, "");
    }
    List<String> ourLines = lines(ours);
    List<String> theirLines = lines(theirs);
    if (SetOrder.isAllThatDiffers(ourLines, theirLines)) {
      return new Verdict(Kind.UNKNOWN_ORDER, "a set with None, which an address orders");
    }
    return new Verdict(
        Kind.OTHER_TEXT,
        SideBySide.render("pycache", ourLines, "interpreter", theirLines).stripLeading());
  }

  /** All that {@code caches.py} asks {@code dis} to print. */
  private static String disassembly(PycFile file, Set<DisOption> shown) {
    var options = DisOptions.likeCommandLine(file.magic().python());
    for (DisOption option : shown) {
      options = options.with(option);
    }
    var text = new StringBuilder();
    write(file.magic().python(), file.code(), options, StyledText.plain(text));
    return text.toString();
  }

  private static void write(
      PythonVersion python, CodeObject code, DisOptions options, StyledText out) {
    Disassembler.write(python, code, options, out);
    if (!options.recursive()) {
      for (Constant constant : code.consts().items()) {
        if (constant instanceof CodeObject nested) {
          write(python, nested, options, out);
        }
      }
    }
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  @Override
  public void close() throws IOException {
    reference.close();
    other.close();
  }
}
