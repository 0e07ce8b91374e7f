package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;
import java.util.ArrayList;
import java.util.List;

/** How a source that is not accepted is diagnosed. */
public record DiagnosisRules(Target target) {
  /**
   * The layers of the grammar ({@code Grammar/python.gram}): each holds what is otherwise than in
   * those before it. A patch level with rules of its own has a layer that no other one builds upon.
   */
  public List<String> grammar() {
    return switch (target) {
      case CPYTHON_3_11_2 -> layers("3.11", "3.11.2");
      case CPYTHON_3_11 -> layers("3.11");
      case CPYTHON_3_12_1 -> layers("3.11", "3.12", "3.12.1");
      case CPYTHON_3_12 -> layers("3.11", "3.12");
      case CPYTHON_3_13_0, CPYTHON_3_13_2, CPYTHON_3_13_5 -> layers("3.11", "3.12", "3.13");
      case CPYTHON_3_13 -> layers("3.11", "3.12", "3.13", "3.13.18", "diamond");
      case CPYTHON_3_14_2 -> layers("3.11", "3.12", "3.13", "3.14");
      case CPYTHON_3_14 -> layers("3.11", "3.12", "3.13", "3.14", "diamond");
    };
  }

  private static List<String> layers(String... names) {
    List<String> layers = new ArrayList<>(names.length);
    for (String name : names) {
      layers.add("grammar-" + name + ".txt");
    }
    return layers;
  }

  /**
   * Whether the parser's second pass, which looks for a better error, does not issue the warnings
   * of the first again (gh-111380, in 3.11.7).
   */
  public boolean warnsInFirstPassOnly() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /** Whether the error for rules nested too deep says so ({@code _Pypegen_stack_overflow}). */
  public boolean explainsStackOverflow() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a name that a soft keyword only begins with is not taken for one, where that keeps a
   * hint back ({@code _PyPegen_soft_keyword_token}, gh-130077, in 3.13.6).
   */
  public boolean comparesWholeSoftKeywords() {
    return target.isAtLeast(Target.CPYTHON_3_13);
  }
}
