package dev.pycache.conformance;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.dis.Listing;
import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.marshal.MarshalReader;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.Warning;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The text in which the result of a compilation stands in a {@link GoldenFile}. */
final class GoldenText {
  private GoldenText() {}

  static String of(Target target, CompileResult result) {
    return switch (result) {
      case CompileResult.Compiled compiled ->
          code(
              target,
              compiled.code(),
              new MarshalWriter(target).write(compiled.code()),
              compiled.warnings());
      case CompileResult.Rejected rejected -> {
        Diagnostic d = rejected.diagnostic();
        yield error(
            d.type().pythonName(),
            d.message(),
            d.line(),
            d.column(),
            d.endLine(),
            d.endColumn(),
            rejected.warnings());
      }
    };
  }

  static String of(Target target, Reference.Result result) throws MarshalException {
    return switch (result) {
      case Reference.Compiled compiled -> {
        CodeObject code = MarshalReader.readCode(target, compiled.marshalled(), 0);
        yield code(target, code, compiled.marshalled(), compiled.warnings());
      }
      case Reference.Rejected r ->
          error(
              r.type(),
              r.message(),
              r.line(),
              r.column(),
              r.endLine(),
              r.endColumn(),
              r.warnings());
      case Reference.Crashed crashed -> throw new IllegalStateException(crashed.reason());
    };
  }

  private static String code(
      Target target, CodeObject code, byte[] marshalled, List<Warning> warnings) {
    var text = new StringBuilder();
    for (String line : Listing.lines(target, code)) {
      text.append(line.stripTrailing()).append('\n');
    }
    text.append(marshalled.length)
        .append(" bytes, sha256 ")
        .append(digest(marshalled))
        .append('\n');
    return text.append(show(warnings)).toString().strip();
  }

  private static String error(
      String type,
      String message,
      int line,
      int column,
      int endLine,
      int endColumn,
      List<Warning> warnings) {
    return (type
            + ": "
            + message
            + "\n"
            + "from "
            + position(line)
            + ","
            + position(column)
            + " to "
            + position(endLine)
            + ","
            + position(endColumn)
            + "\n"
            + show(warnings))
        .strip();
  }

  private static String position(int number) {
    return number == Diagnostic.ABSENT ? "None" : Integer.toString(number);
  }

  private static String show(List<Warning> warnings) {
    var text = new StringBuilder();
    for (Warning warning : warnings) {
      text.append("line ")
          .append(warning.line())
          .append(": ")
          .append(warning.category())
          .append(": ");
      text.append(warning.message()).append('\n');
    }
    return text.toString();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
