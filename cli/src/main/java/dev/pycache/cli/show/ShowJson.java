package dev.pycache.cli.show;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.anatomy.Anatomy;
import dev.pycache.bytecode.anatomy.CodeAnatomy;
import dev.pycache.bytecode.anatomy.CodeFlags;
import dev.pycache.bytecode.anatomy.Part;
import dev.pycache.bytecode.anatomy.PartSizes;
import dev.pycache.bytecode.anatomy.Signature;
import dev.pycache.bytecode.marshal.MarshalData;
import dev.pycache.bytecode.pyc.Magic;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.cli.JsonLine;
import dev.pycache.cli.input.UnusableFileException;
import dev.pycache.cli.text.Figures;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file for programs: an object of JSON on one line. The README names its fields. */
public final class ShowJson {
  /** Names may be long and shared by many code objects of a small file. */
  private static final int NAME_LIMIT = 500;

  private static final int PARAMETERS_LIMIT = 1000;

  /** Real files have fewer characters in names than bytes. */
  private static final int CHARACTERS_PER_BYTE = 2;

  /** Number of characters that names may still have in this file. */
  private int allowance;

  private ShowJson(Examined file) {
    this.allowance = CHARACTERS_PER_BYTE * Math.min(file.size(), Integer.MAX_VALUE / 4);
  }

  /** The line of a file. */
  public static String line(Examined file) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", file.path());
          json.writeNumberField("size", file.size());
          writeHeader(json, file.header());
          json.writeFieldName("bytes");
          writeSizes(json, file.anatomy() == null ? null : file.anatomy().sizes());
          new ShowJson(file).writeCodes(json, file.data(), file.anatomy());
          writeError(json, file.problem());
        });
  }

  /** The line of a file that cannot be had at all. */
  public static String line(UnusableFileException problem) {
    return JsonLine.of(
        json -> {
          json.writeStringField("path", problem.path());
          json.writeNullField("size");
          json.writeNullField("header");
          json.writeNullField("bytes");
          json.writeNullField("code");
          writeError(json, problem);
        });
  }

  /** What is wrong with a file, null if nothing is. */
  static void writeError(JsonGenerator json, @Nullable UnusableFileException problem)
      throws IOException {
    if (problem == null) {
      json.writeNullField("error");
      return;
    }
    json.writeObjectFieldStart("error");
    json.writeStringField("type", problem.type());
    json.writeStringField("message", problem.reason());
    boolean hasOffset = problem.offset() != UnusableFileException.NONE;
    writeNumber(json, "offset", problem.offset(), hasOffset);
    json.writeEndObject();
  }

  private static void writeHeader(JsonGenerator json, @Nullable PycHeader header)
      throws IOException {
    if (header == null) {
      json.writeNullField("header");
      return;
    }
    Magic magic = Magic.of(header.magic()).orElseThrow();
    boolean hashed = header.isHashBased();
    json.writeObjectFieldStart("header");
    json.writeNumberField("magic", header.magic());
    json.writeStringField("python", magic.python().version());
    json.writeBooleanField("pre_release", magic.preRelease());
    json.writeStringField("since", magic.release());
    json.writeNumberField("flags", header.flags());
    writeNumber(json, "mtime", header.mtime(), !hashed);
    writeNumber(json, "source_size", header.sourceSize(), !hashed && header.hasSourceSize());
    json.writeStringField("source_hash", hashed ? Figures.hash(header.sourceHash()) : null);
    json.writeBooleanField("check_source", !hashed || header.checksSource());
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String name, long number, boolean isThere)
      throws IOException {
    json.writeFieldName(name);
    if (isThere) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }

  private void writeCodes(JsonGenerator json, @Nullable MarshalData data, @Nullable Anatomy anatomy)
      throws IOException {
    if (data == null || anatomy == null) {
      json.writeNullField("code");
      return;
    }
    json.writeArrayFieldStart("code");
    for (CodeAnatomy code : anatomy.codes()) {
      write(json, data.python(), code);
    }
    json.writeEndArray();
  }

  private void write(JsonGenerator json, PythonVersion python, CodeAnatomy anatomy)
      throws IOException {
    CodeObject code = anatomy.code();
    json.writeStartObject();
    json.writeStringField("name", cut(code.name().text()));
    json.writeStringField("qualname", cut(code.qualname().text()));
    writeNumber(json, "parent", anatomy.parent(), anatomy.parent() != CodeAnatomy.NONE);
    json.writeNumberField("line", code.firstLine());
    json.writeStringField("parameters", parameters(code));
    json.writeNumberField("flags", code.flags());
    json.writeArrayFieldStart("flag_names");
    for (String word : CodeFlags.words(python, code.flags())) {
      json.writeString(word);
    }
    json.writeEndArray();
    json.writeNumberField("stack_size", code.stackSize());
    json.writeNumberField("offset", anatomy.start());
    json.writeNumberField("size", anatomy.size());
    json.writeFieldName("bytes");
    writeSizes(json, anatomy.own());
    json.writeEndObject();
  }

  private String cut(String name) {
    int limit = Math.min(NAME_LIMIT, allowance);
    String shown = name.length() <= limit ? name : name.substring(0, limit) + "…";
    allowance -= Math.min(allowance, shown.length());
    return shown;
  }

  private String parameters(CodeObject code) {
    String parameters = Signature.of(code, Math.min(PARAMETERS_LIMIT, allowance));
    allowance -= Math.min(allowance, parameters.length());
    return parameters;
  }

  /** A field for each part there are bytes for. */
  private static void writeSizes(JsonGenerator json, @Nullable PartSizes sizes) throws IOException {
    if (sizes == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    for (Part part : Part.values()) {
      if (sizes.of(part) > 0) {
        json.writeNumberField(part.label().replace(' ', '_'), sizes.of(part));
      }
    }
    json.writeEndObject();
  }
}
