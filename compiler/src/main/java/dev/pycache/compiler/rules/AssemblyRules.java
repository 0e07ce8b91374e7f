package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** How instructions become a code object. */
public record AssemblyRules(Target target) {
  /**
   * Whether instructions of the same place that follow each other are one entry of the location
   * table ({@code assemble_location_info}, gh-99554), instead of one each.
   */
  public boolean mergesLocations() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /** Whether a code object asks for room for one value at least ({@code init_code}). */
  public boolean hasRoomOnStack() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the strings of the interpreter itself, such as {@code <module>}, are interned (3.12.7,
   * as in 3.13).
   */
  public boolean internsOwnNames() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * Whether the name, the qualified name and the file name of a code object are interned ({@code
   * init_code}).
   */
  public boolean internsCodeNames() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether a string of one Latin-1 character is interned as the one object that there is of it,
   * whatever the process has done before ({@code intern_common}, gh-113993; in 3.12.7 as in 3.13).
   */
  public boolean internsCharactersAsTheyAre() {
    return target.isAtLeast(Target.CPYTHON_3_12);
  }

  /**
   * The release whose bare process was asked what it has interned: the target's own, or its
   * neighbour's where that could be run as WebAssembly only, which has no bare process.
   */
  public Target interningProcess() {
    return switch (target) {
      case CPYTHON_3_12 -> Target.CPYTHON_3_12_1;
      case CPYTHON_3_13_2 -> Target.CPYTHON_3_13_5;
      case CPYTHON_3_14_2 -> Target.CPYTHON_3_14;
      default -> target;
    };
  }

  /**
   * Whether kinds of variables tell how an argument is passed ({@code CO_FAST_ARG_POS} and the like
   * in {@code compute_localsplus_info}).
   */
  public boolean marksArguments() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }
}
