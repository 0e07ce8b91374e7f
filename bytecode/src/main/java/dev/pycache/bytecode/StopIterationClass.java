package dev.pycache.bytecode;

/** The exception class {@code StopIteration}, the only class that marshal can hold. */
public enum StopIterationClass implements MarshalOnly {
  STOP_ITERATION
}
