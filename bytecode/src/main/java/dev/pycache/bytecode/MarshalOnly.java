package dev.pycache.bytecode;

/**
 * The values that marshal can hold but that no code object of this compiler has: those of Python 2,
 * and the mutable ones.
 */
public sealed interface MarshalOnly extends Constant
    permits LongInt, ListObject, SetObject, DictObject, StopIterationClass {
  /** What the compiler's stages throw when they meet such a value, which none of them makes. */
  default AssertionError unexpected() {
    return new AssertionError("no constant of the compiler: " + this);
  }
}
