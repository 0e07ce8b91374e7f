package dev.pycache.compiler.codegen;

/** What LOAD_COMMON_CONSTANT pushes, in the order of its numbers ({@code CONSTANT_…}). */
enum CommonConstant {
  ASSERTION_ERROR,
  NOT_IMPLEMENTED_ERROR,
  TUPLE,
  ALL,
  ANY
}
