package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.flowgraph.BasicBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * What is on the stack while the pattern of one {@code case} is matched ({@code pattern_context}).
 */
final class PatternContext {
  /** Names captured so far. Their values wait on the stack until the whole pattern has matched. */
  List<Str> stores = new ArrayList<>();

  /** Whether a pattern that always matches is allowed here. */
  boolean allowsIrrefutable;

  /**
   * Where to go on failure: block {@code n} pops {@code n} items. Each falls into the one before
   * it, and block 0 goes on with the next case.
   */
  List<BasicBlock> failPops = new ArrayList<>();

  /**
   * Items on top of the stack that have to stay there; captured values go beneath them. All are
   * popped on failure.
   */
  int onTop;

  /** Items that a failure here has to pop. */
  int itemsToPop() {
    return onTop + stores.size();
  }
}
