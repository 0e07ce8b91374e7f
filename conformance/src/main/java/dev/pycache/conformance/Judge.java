package dev.pycache.conformance;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.dis.Listing;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.Warning;
import dev.pycache.conformance.Verdict.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Has pycache and an interpreter compile the same source and compares what they make of it. One
 * judge, one thread.
 */
final class Judge implements AutoCloseable {
  private final Target target;
  private final Reference reference;
  private final boolean compareWarnings;
  private final MarshalWriter writer;

  /** Those of the reference, as it is installed. */
  private final String internedCharacters;

  Judge(Target target, Reference reference, boolean compareWarnings) throws IOException {
    this.target = target;
    this.reference = reference;
    this.internedCharacters = reference.internedCharacters(target);
    this.compareWarnings = compareWarnings;
    this.writer = new MarshalWriter(target);
  }

  Verdict judge(Case sample, int level) throws IOException {
    CompileResult ours;
    byte[] ourBytes = {};
    try {
      ours =
          Compiler.compile(
              sample.source(), Str.of(sample.filename()), target, level, internedCharacters);
      if (ours instanceof CompileResult.Compiled compiled) {
        try {
          ourBytes = writer.write(compiled.code());
        } catch (IllegalArgumentException tooDeep) {
          CompileException error =
              CompileException.of(ErrorType.VALUE_ERROR, String.valueOf(tooDeep.getMessage()));
          ours = new CompileResult.Rejected(error.diagnostic(), compiled.warnings());
        }
      }
    } catch (RuntimeException | Error e) {
      return Verdict.failed(e);
    }
    Reference.Result theirs = reference.compile(sample.source(), sample.filename(), level);
    return switch (theirs) {
      case Reference.Crashed crashed -> new Verdict(Kind.NOT_COMPARED, crashed.reason());
      case Reference.Rejected rejected ->
          switch (ours) {
            case CompileResult.Compiled compiled ->
                new Verdict(Kind.WRONGLY_ACCEPTED, show(rejected));
            case CompileResult.Rejected own -> compareErrors(own, rejected);
          };
      case Reference.Compiled compiled ->
          switch (ours) {
            case CompileResult.Rejected own ->
                new Verdict(Kind.WRONGLY_REJECTED, show(own.diagnostic()));
            case CompileResult.Compiled own ->
                compareCode(own, ourBytes, fresh(sample, level, ourBytes, compiled));
          };
    };
  }

  /**
   * What counts of a reference's answers: other bytes may come from what its process did before, so
   * that it is asked once more then.
   */
  private Reference.Compiled fresh(
      Case sample, int level, byte[] ourBytes, Reference.Compiled theirs) throws IOException {
    if (Arrays.equals(ourBytes, theirs.marshalled())) {
      return theirs;
    }
    return reference.compileAfresh(sample.source(), sample.filename(), level)
            instanceof Reference.Compiled again
        ? new Reference.Compiled(again.marshalled(), theirs.warnings())
        : theirs;
  }

  private Verdict compareCode(
      CompileResult.Compiled ours, byte[] ourBytes, Reference.Compiled theirs) {
    if (!Arrays.equals(ourBytes, theirs.marshalled())) {
      return new Verdict(Kind.OTHER_BYTES, describe(ours.code(), ourBytes, theirs.marshalled()));
    }
    return compareWarnings(ours.warnings(), theirs.warnings(), Kind.IDENTICAL);
  }

  private Verdict compareErrors(CompileResult.Rejected ours, Reference.Rejected theirs) {
    Diagnostic own = ours.diagnostic();
    boolean equal =
        own.type().pythonName().equals(theirs.type())
            && own.message().equals(theirs.message())
            && own.line() == theirs.line()
            && own.column() == theirs.column()
            && own.endLine() == theirs.endLine()
            && own.endColumn() == theirs.endColumn();
    if (!equal) {
      return new Verdict(
          Kind.OTHER_ERROR, "ours:   " + show(own) + "\n    theirs: " + show(theirs));
    }
    return compareWarnings(ours.warnings(), theirs.warnings(), Kind.REJECTED_ALIKE);
  }

  private Verdict compareWarnings(List<Warning> ours, List<Warning> theirs, Kind otherwise) {
    if (compareWarnings && !ours.equals(theirs)) {
      return new Verdict(Kind.OTHER_WARNINGS, "ours:   " + ours + "\n    theirs: " + theirs);
    }
    return new Verdict(otherwise, "");
  }

  private String describe(CodeObject ours, byte[] ourBytes, byte[] theirBytes) {
    int at = Arrays.mismatch(ourBytes, theirBytes);
    String head =
        "first difference at byte %d of %d (ours) and %d (theirs)%n"
            .formatted(at, ourBytes.length, theirBytes.length);
    try {
      CodeObject theirs = MarshalReader.readCode(target, theirBytes, 0);
      return head
          + SideBySide.render(
              "pycache", Listing.lines(target, ours), "interpreter", Listing.lines(target, theirs));
    } catch (MarshalException e) {
      return head + "the interpreter's bytes cannot be read: " + e.getMessage();
    }
  }

  private static String show(Diagnostic d) {
    return show(
        d.type().pythonName(), d.message(), d.line(), d.column(), d.endLine(), d.endColumn());
  }

  private static String show(Reference.Rejected r) {
    return show(r.type(), r.message(), r.line(), r.column(), r.endLine(), r.endColumn());
  }

  private static String show(
      String type, String message, int line, int column, int endLine, int endColumn) {
    return "%s: %s (%s,%s)-(%s,%s)"
        .formatted(
            type,
            message,
            position(line),
            position(column),
            position(endLine),
            position(endColumn));
  }

  private static String position(int number) {
    return number == Diagnostic.ABSENT ? "None" : Integer.toString(number);
  }

  @Override
  public void close() throws IOException {
    reference.close();
  }
}
