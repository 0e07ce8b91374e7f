package dev.pycache.cli.show;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.anatomy.Anatomy;
import dev.pycache.bytecode.anatomy.Part;
import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.cli.text.Figures;
import java.time.Instant;

/** A file for people: header, code objects, bars. */
public final class ShowText {
  /** More of a file name than this is not of use to anybody. */
  private static final int NAME_LIMIT = 500;

  private final StyledText out;

  public ShowText(StyledText out) {
    this.out = out;
  }

  /**
   * Writes all that is known; of what is wrong nothing, which belongs on standard error.
   *
   * @param isFirst whether nothing stands above it
   */
  public void write(Examined file, boolean isFirst) {
    out.append(Style.PLAIN, isFirst ? "" : "\n");
    out.append(Style.HEADING, ControlCharacters.shown(file.path()));
    out.append(Style.PLAIN, ": " + Figures.bytes(file.size()) + "\n");
    if (file.header() != null || file.data() != null) {
      out.append(Style.PLAIN, "\n");
    }
    if (file.header() != null) {
      write(file.header());
    }
    if (file.data() != null) {
      write(file.data(), file.header() == null);
    }
    if (file.data() != null && file.anatomy() != null) {
      write(file.data().python(), file.anatomy());
    }
  }

  private void row(String label, String value) {
    out.append(Style.POSITION, String.format("  %-11s", label));
    out.append(Style.PLAIN, value + "\n");
  }

  private void write(PycHeader header) {
    row("magic", header.magic() + ", " + Magic.of(header.magic()).map(ShowText::words).orElse(""));
    row("flags", flags(header));
    row("source", source(header));
  }

  private static String words(Magic magic) {
    String name = magic.python().fullName();
    // Of some numbers nothing is known but their version.
    boolean isKnown =
        !magic.release().isEmpty() && !magic.release().equals(magic.python().version());
    String since = isKnown ? ", from " + magic.release() + " on" : "";
    if (magic.preRelease()) {
      return "a pre-release of " + name + since;
    }
    Magic last = Magic.of(magic.python());
    return name + since + (magic.equals(last) ? "" : " until " + last.release());
  }

  private static String flags(PycHeader header) {
    if (header.isHashBased()) {
      return header.flags()
          + ": known by the hash of its source, which is "
          + (header.checksSource() ? "checked" : "not checked");
    }
    if (header.size() < PycHeader.SIZE) {
      return "none in a header of this version";
    }
    return header.flags() + ": known by the time and size of its source";
  }

  private static String source(PycHeader header) {
    if (header.isHashBased()) {
      return "hash " + Figures.hash(header.sourceHash());
    }
    String time = Instant.ofEpochSecond(header.mtime()) + " (" + header.mtime() + ")";
    return header.hasSourceSize() ? time + ", " + Figures.bytes(header.sourceSize()) : time;
  }

  private void write(MarshalData data, boolean isRaw) {
    if (isRaw) {
      row("marshal", "data of " + data.python().fullName() + ", " + kind(data.root()));
    }
    if (data.root() instanceof CodeObject code) {
      String name = code.filename().text();
      String shown = name.length() > NAME_LIMIT ? name.substring(0, NAME_LIMIT) + "…" : name;
      row("file name", ControlCharacters.shown(shown));
    }
  }

  private static String kind(Constant root) {
    return switch (root) {
      case CodeObject c -> "a code object";
      case Tuple t -> "a tuple";
      case ListObject l -> "a list";
      case DictObject d -> d.frozen() ? "a frozendict" : "a dict";
      case SetObject s -> "a set";
      case FrozenSet s -> "a frozenset";
      case Str s -> "a string";
      case Bytes b -> "a byte string";
      case Int i -> "an int";
      case LongInt i -> "a long";
      case Float f -> "a float";
      case Complex c -> "a complex";
      case Slice s -> "a slice";
      case Singleton s -> "a singleton";
      case StopIterationClass s -> "the class StopIteration";
    };
  }

  private void write(PythonVersion python, Anatomy anatomy) {
    int trailing = anatomy.sizes().of(Part.TRAILING);
    if (trailing > 0) {
      row("trailing", Figures.bytes(trailing) + " behind the value, which no Python looks at");
    }
    out.append(Style.PLAIN, "\n");
    if (!anatomy.codes().isEmpty()) {
      CodeTree.write(python, anatomy.codes(), out);
      out.append(Style.PLAIN, "\n");
    }
    Bars.write(anatomy.sizes(), out);
  }
}
