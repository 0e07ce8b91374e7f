package dev.pycache.cli.dis;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.anatomy.CodeFlags;
import dev.pycache.bytecode.diff.NamedCode;
import dev.pycache.bytecode.dis.CacheEntry;
import dev.pycache.bytecode.dis.Instruction;
import dev.pycache.bytecode.dis.InstructionDecoder;
import dev.pycache.bytecode.table.ExceptionTable;
import dev.pycache.bytecode.table.Location;
import dev.pycache.bytecode.table.ProtectedRange;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.input.UnusableFileException;
import java.io.IOException;
import java.util.List;

/** Listings for programs: an object a line for each code object. */
final class DisJson {
  private DisJson() {}

  static String line(String path, PythonVersion python, NamedCode named) {
    return JsonLine.of(
        json -> {
          CodeObject code = named.code();
          json.writeStringField("path", path);
          json.writeStringField("python", python.version());
          json.writeStringField("qualname", named.name());
          json.writeStringField("name", code.name().text());
          json.writeStringField("filename", code.filename().text());
          json.writeNumberField("first_line", code.firstLine());
          json.writeNumberField("argcount", code.argCount());
          json.writeNumberField("posonlyargcount", code.posOnlyArgCount());
          json.writeNumberField("kwonlyargcount", code.kwOnlyArgCount());
          json.writeNumberField("stacksize", code.stackSize());
          writeFlags(json, python, code.flags());
          json.writeArrayFieldStart("instructions");
          for (Instruction instruction : InstructionDecoder.decode(python, code)) {
            write(json, instruction);
          }
          json.writeEndArray();
          writeExceptionTable(json, code);
        });
  }

  static String line(UnusableFileException error) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", error.path());
          json.writeObjectFieldStart("error");
          json.writeStringField("type", error.type());
          json.writeStringField("message", error.reason());
          writeNumber(json, "line", error.line(), UnusableFileException.NONE);
          writeNumber(json, "offset", error.offset(), UnusableFileException.NONE);
          json.writeEndObject();
        });
  }

  private static void writeFlags(JsonGenerator json, PythonVersion python, int flags)
      throws IOException {
    json.writeNumberField("flags", flags);
    json.writeArrayFieldStart("flag_names");
    for (String word : CodeFlags.words(python, flags)) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Instruction instruction) throws IOException {
    json.writeStartObject();
    json.writeNumberField("offset", instruction.offset());
    json.writeNumberField("opcode", instruction.number());
    json.writeStringField("opname", instruction.name());
    if (instruction.hasArgument()) {
      json.writeNumberField("arg", instruction.argument());
    } else {
      json.writeNullField("arg");
    }
    json.writeStringField("argrepr", instruction.meaning());
    writeNumber(json, "line", instruction.line(), Instruction.NO_LINE);
    json.writeBooleanField("starts_line", instruction.startsLine());
    writePositions(json, instruction);
    writeNumber(json, "jump_target", instruction.target(), Instruction.NO_TARGET);
    json.writeBooleanField("is_jump_target", instruction.isTarget());
    if (!instruction.caches().isEmpty()) {
      json.writeObjectFieldStart("cache");
      for (CacheEntry entry : instruction.caches()) {
        json.writeNumberField(entry.name(), entry.value());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writePositions(JsonGenerator json, Instruction instruction)
      throws IOException {
    Location place = instruction.location();
    if (place == null) {
      return; // the version has no columns
    }
    json.writeObjectFieldStart("positions");
    writeNumber(json, "line", place.line(), -1);
    writeNumber(json, "end_line", place.endLine(), -1);
    writeNumber(json, "column", place.column(), -1);
    writeNumber(json, "end_column", place.endColumn(), -1);
    json.writeEndObject();
  }

  private static void writeExceptionTable(JsonGenerator json, CodeObject code) throws IOException {
    List<ProtectedRange> ranges;
    try {
      ranges = ExceptionTable.read(code.exceptionTable());
    } catch (IllegalArgumentException broken) {
      json.writeStringField("exception_table_error", broken.getMessage());
      ranges = List.of();
    }
    json.writeArrayFieldStart("exception_table");
    for (ProtectedRange range : ranges) {
      json.writeStartObject();
      json.writeNumberField("start", 2L * range.start());
      json.writeNumberField("end", 2L * range.end());
      json.writeNumberField("target", 2L * range.target());
      json.writeNumberField("depth", range.depth());
      json.writeBooleanField("lasti", range.lasti());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeNumber(JsonGenerator json, String name, long value, long none)
      throws IOException {
    if (value == none) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
