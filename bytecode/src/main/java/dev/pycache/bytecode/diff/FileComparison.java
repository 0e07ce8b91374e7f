package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.internal.DeepStack;
import dev.pycache.bytecode.pyc.PycHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares two files by what they mean, and where that is the same by how they are written. */
public final class FileComparison {
  private final ComparedFile left;
  private final ComparedFile right;
  private final ValueIds ids = new ValueIds();

  private FileComparison(ComparedFile left, ComparedFile right) {
    this.left = left;
    this.right = right;
  }

  /** In what two files differ; something, unless they are equal byte for byte. */
  public static FileDifference compare(ComparedFile left, ComparedFile right) {
    return DeepStack.get(() -> new FileComparison(left, right).compare());
  }

  private FileDifference compare() {
    List<Finding> header = new ArrayList<>();
    compareHeaders(header);
    boolean codes =
        left.data().root() instanceof CodeObject && right.data().root() instanceof CodeObject;
    CodePairs pairs = new CodePairs(ids);
    List<CodeDifference> differences = new ArrayList<>();
    if (left.data().root() instanceof CodeObject one
        && right.data().root() instanceof CodeObject other) {
      pairs.add(one, other);
      boolean renamed = compareFileNames(pairs, header);
      compareCodes(pairs, renamed, differences);
    }
    List<Finding> writing = new ArrayList<>();
    if (!codes && (left.python() != right.python() || !sameRoots())) {
      writing.add(values(Aspect.VALUE, "value", repr(left), repr(right)));
    }
    if (left.data().layout() == right.data().layout() && left.python() == right.python()) {
      writing.addAll(new WritingComparison(left, right, ids, pairs).compare());
    } else {
      String text = "the versions write values in their own ways, which are not compared";
      writing.add(CodeComparison.note(Aspect.VERSION, text, 0));
    }
    compareRests(writing);
    int at = Arrays.mismatch(left.bytes(), right.bytes());
    if (at >= 0 && header.isEmpty() && differences.isEmpty() && writing.isEmpty()) {
      writing.add(new Finding.Note(Aspect.UNEXPLAINED, "other bytes", 1, at, at));
    }
    int compared = (int) pairs.all().stream().filter(CodePairs.Pair::isWhole).count();
    return new FileDifference(header, differences, writing, compared);
  }

  private boolean sameRoots() {
    Constant one = left.data().root();
    return ids.same(one, right.data().root());
  }

  private static String repr(ComparedFile file) {
    return CodeComparison.repr(file.python(), file.data().root());
  }

  private static Finding.Values values(Aspect aspect, String label, String left, String right) {
    return new Finding.Values(aspect, label, left, right);
  }

  /**
   * Tells once of another file name that all code objects have.
   *
   * @return whether it was told
   */
  private boolean compareFileNames(CodePairs pairs, List<Finding> findings) {
    CodeObject one = (CodeObject) left.data().root();
    CodeObject other = (CodeObject) right.data().root();
    boolean everywhere = !ids.same(one.filename(), other.filename());
    int count = 0;
    for (CodePairs.Pair pair : pairs.all()) {
      NamedCode first = pair.left();
      NamedCode second = pair.right();
      if (first != null && second != null) {
        everywhere &= ids.same(first.code().filename(), one.filename());
        everywhere &= ids.same(second.code().filename(), other.filename());
        count++;
      }
    }
    if (everywhere) {
      findings.add(
          values(
              Aspect.FILE_NAME,
              count == 1 ? "file name" : "file name of all " + count + " code objects",
              CodeComparison.repr(left.python(), one.filename()),
              CodeComparison.repr(right.python(), other.filename())));
    }
    return everywhere;
  }

  private void compareCodes(CodePairs pairs, boolean renamed, List<CodeDifference> differences) {
    for (CodePairs.Pair pair : pairs.all()) {
      NamedCode one = pair.left();
      NamedCode other = pair.right();
      if (one != null && other != null) {
        List<Finding> findings =
            CodeComparison.compare(
                ids, pairs, left.python(), one.code(), right.python(), other.code());
        if (renamed) {
          findings.removeIf(each -> each.aspect() == Aspect.FILE_NAME);
        }
        if (!findings.isEmpty()) {
          differences.add(
              new CodeDifference(
                  one.name(),
                  CodeDifference.Presence.BOTH,
                  one.code().firstLine(),
                  other.code().firstLine(),
                  findings));
        }
      } else if (one != null) {
        differences.add(lonely(one, CodeDifference.Presence.LEFT_ONLY));
      } else if (other != null) {
        differences.add(lonely(other, CodeDifference.Presence.RIGHT_ONLY));
      }
    }
  }

  private static CodeDifference lonely(NamedCode named, CodeDifference.Presence presence) {
    int line = named.code().firstLine();
    return new CodeDifference(named.name(), presence, line, line, List.of());
  }

  private void compareHeaders(List<Finding> findings) {
    if (left.python() != right.python()) {
      findings.add(values(Aspect.VERSION, "Python", name(left.python()), name(right.python())));
    }
    PycHeader one = left.header();
    PycHeader other = right.header();
    if (one == null || other == null) {
      if (one != other) {
        findings.add(values(Aspect.HEADER, "header", presence(one), presence(other)));
      }
      return;
    }
    compare(findings, "magic number", one.magic() + "", other.magic() + "");
    compare(findings, "valid while", validity(one), validity(other));
    compare(findings, "mtime", mtime(one), mtime(other));
    compare(findings, "source size", size(one), size(other));
    compare(findings, "source hash", hash(one), hash(other));
    if (findings.isEmpty() && !one.equals(other)) {
      compare(findings, "flags", "0x" + one.flags(), "0x" + other.flags());
    }
  }

  private static String name(PythonVersion python) {
    return python.version();
  }

  private static String presence(@Nullable PycHeader header) {
    return header == null ? "none, bare marshal data" : header.size() + " bytes";
  }

  private static void compare(List<Finding> findings, String label, String one, String other) {
    if (!one.equals(other)) {
      findings.add(values(Aspect.HEADER, label, one, other));
    }
  }

  private static String validity(PycHeader header) {
    return !header.isHashBased()
        ? "the source has this time and size"
        : header.checksSource() ? "the source has this hash" : "it is there (unchecked hash)";
  }

  private static String mtime(PycHeader header) {
    return header.isHashBased()
        ? "none"
        : header.mtime() + " (" + Instant.ofEpochSecond(header.mtime()) + ")";
  }

  private static String size(PycHeader header) {
    return header.isHashBased() || !header.hasSourceSize()
        ? "none"
        : Long.toString(header.sourceSize());
  }

  private static String hash(PycHeader header) {
    return header.isHashBased()
        ? java.util.HexFormat.of().toHexDigits(Long.reverseBytes(header.sourceHash()))
        : "none";
  }

  /** Compares what stands behind the values, which no Python looks at. */
  private void compareRests(List<Finding> findings) {
    int one = left.data().end();
    int other = right.data().end();
    if (!Arrays.equals(
        left.bytes(), one, left.bytes().length, right.bytes(), other, right.bytes().length)) {
      int leftRest = left.bytes().length - one;
      int rightRest = right.bytes().length - other;
      String text =
          leftRest + " and " + rightRest + " bytes behind the value, which no Python looks at";
      findings.add(new Finding.Note(Aspect.TRAILING, text, 1, one, other));
    }
  }
}
