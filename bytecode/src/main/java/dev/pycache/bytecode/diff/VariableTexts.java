package dev.pycache.bytecode.diff;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import dev.pycache.bytecode.Variables;
import java.util.ArrayList;
import java.util.List;

/** The variables of a code object in words: the name of each and what it is. */
final class VariableTexts {
  private static final int LOCAL = 0x20;
  private static final int CELL = 0x40;
  private static final int FREE = 0x80;
  private static final int REST = 0x1F;

  private VariableTexts() {}

  static List<String> of(Variables variables) {
    return switch (variables) {
      case Variables.Merged(Tuple names, var kinds) -> merged(names, kinds.value());
      case Variables.Separate separate -> separate(separate);
    };
  }

  private static List<String> separate(Variables.Separate variables) {
    List<String> texts = new ArrayList<>();
    add(texts, variables.locals(), " local");
    add(texts, variables.cells(), " cell");
    add(texts, variables.free(), " free");
    if (variables.localCount() != variables.locals().size()) {
      texts.add("number of locals: " + variables.localCount());
    }
    return texts;
  }

  private static void add(List<String> texts, Tuple names, String kind) {
    for (Constant name : names.items()) {
      texts.add(text(name) + kind);
    }
  }

  private static List<String> merged(Tuple names, byte[] kinds) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Math.max(names.size(), kinds.length); i++) {
      String name = i < names.size() ? text(names.get(i)) : "?";
      texts.add(name + (i < kinds.length ? kind(kinds[i]) : " ?"));
    }
    return texts;
  }

  private static String text(Constant name) {
    return name instanceof Text known ? known.text() : "?";
  }

  private static String kind(byte bits) {
    String words =
        ((bits & LOCAL) != 0 ? " local" : "")
            + ((bits & CELL) != 0 ? " cell" : "")
            + ((bits & FREE) != 0 ? " free" : "");
    boolean plain = (bits & REST) == 0 && bits != 0;
    return plain ? words : words + " 0x" + Integer.toHexString(bits & REST);
  }
}
