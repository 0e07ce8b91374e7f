package dev.pycache.cache.verify;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.Diagnostic;
import dev.pycache.compiler.ErrorType;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles sources to be compared. For one thread: it keeps the buffers of its writers. */
final class Recompilation {
  private final Map<Target, MarshalWriter> writers = new EnumMap<>(Target.class);

  /** Who is to compile, and what name the code is to have. */
  record Request(Str fileName, Target target, int level) {}

  /** What a source gives. */
  sealed interface Result {}

  /** A code object. */
  record Code(CodeObject code) implements Result {}

  /** None: no release makes code of it. */
  record Refused(Diagnostic error) implements Result {}

  /** None that can be had here, although a process with other limits may have had one. */
  record Limited(Diagnostic error) implements Result {}

  Result compile(byte[] source, Request request) {
    CompileResult result =
        Compiler.compile(source, request.fileName, request.target, request.level);
    return switch (result) {
      case CompileResult.Compiled compiled -> new Code(compiled.code());
      case CompileResult.Rejected rejected -> {
        ErrorType type = rejected.diagnostic().type();
        yield type == ErrorType.MEMORY_ERROR || type == ErrorType.RECURSION_ERROR
            ? new Limited(rejected.diagnostic())
            : new Refused(rejected.diagnostic());
      }
    };
  }

  /** The bytes of a code object behind those of a header; null if nobody can write it. */
  byte @Nullable [] marshal(byte[] header, Code code, Target target) {
    try {
      return writers.computeIfAbsent(target, MarshalWriter::new).write(header, code.code);
    } catch (IllegalArgumentException tooDeep) {
      return null;
    }
  }
}
