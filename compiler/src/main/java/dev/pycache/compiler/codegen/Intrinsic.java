package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Operations too rare for an instruction of their own: numbers of CALL_INTRINSIC_1 and
 * CALL_INTRINSIC_2 ({@code pycore_intrinsics.h}). The older of them had an instruction before.
 */
enum Intrinsic {
  IMPORT_STAR(Opcode.CALL_INTRINSIC_1, 2, Opcode.IMPORT_STAR),
  STOP_ITERATION_ERROR(Opcode.CALL_INTRINSIC_1, 3, null),
  ASYNC_GEN_WRAP(Opcode.CALL_INTRINSIC_1, 4, Opcode.ASYNC_GEN_WRAP),
  UNARY_POSITIVE(Opcode.CALL_INTRINSIC_1, 5, Opcode.UNARY_POSITIVE),
  LIST_TO_TUPLE(Opcode.CALL_INTRINSIC_1, 6, Opcode.LIST_TO_TUPLE),
  TYPE_VARIABLE(Opcode.CALL_INTRINSIC_1, 7, null),
  PARAMETER_SPECIFICATION(Opcode.CALL_INTRINSIC_1, 8, null),
  TYPE_VARIABLE_TUPLE(Opcode.CALL_INTRINSIC_1, 9, null),
  SUBSCRIPT_GENERIC(Opcode.CALL_INTRINSIC_1, 10, null),
  TYPE_ALIAS(Opcode.CALL_INTRINSIC_1, 11, null),

  PREPARE_RERAISE_STAR(Opcode.CALL_INTRINSIC_2, 1, Opcode.PREP_RERAISE_STAR),
  TYPE_VARIABLE_WITH_BOUND(Opcode.CALL_INTRINSIC_2, 2, null),
  TYPE_VARIABLE_WITH_CONSTRAINTS(Opcode.CALL_INTRINSIC_2, 3, null),
  SET_FUNCTION_TYPE_PARAMETERS(Opcode.CALL_INTRINSIC_2, 4, null),
  SET_TYPE_PARAMETER_DEFAULT(Opcode.CALL_INTRINSIC_2, 5, null);

  final Opcode call;
  final int number;
  private final @Nullable Opcode older;

  Intrinsic(Opcode call, int number, @Nullable Opcode older) {
    this.call = call;
    this.number = number;
    this.older = older;
  }

  /** The instruction that targets without intrinsics have for it. */
  Opcode older() {
    if (older == null) {
      throw new IllegalStateException("no target without intrinsics has " + this);
    }
    return older;
  }
}
