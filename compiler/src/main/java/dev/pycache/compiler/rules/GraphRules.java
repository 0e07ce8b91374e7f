package dev.pycache.compiler.rules;

import dev.pycache.bytecode.Target;

/** How the blocks of a unit are improved. */
public record GraphRules(Target target) {
  /**
   * Whether a swap is kept if two stores to the same variable would change places without it
   * (gh-104615).
   */
  public boolean keepsOrderOfStores() {
    return target.isAtLeast(Target.CPYTHON_3_11);
  }

  /**
   * Whether the code generator leaves one sequence of instructions, of which the flow graph makes
   * its own blocks, labels handlers before anything else, and gives conditional jumps no direction
   * ({@code instr_sequence_to_cfg} of 3.12).
   */
  public boolean cutsSequence() {
    return target.isAtLeast(Target.CPYTHON_3_12_1);
  }

  /**
   * Whether a block begins only where some instruction jumps to, and not at every label that was
   * put somewhere ({@code _PyInstructionSequence_ApplyLabelMap} of 3.13).
   */
  public boolean beginsBlocksAtTargetsOnly() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether lines are given out before blocks are improved and once more after that, and NOPs and
   * jumps are removed until there is nothing more to remove ({@code optimize_cfg} of 3.13,
   * gh-113603 and gh-115347).
   */
  public boolean resolvesLinesFirst() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether YIELD_VALUE tells how many handlers are in force; what follows a YIELD_VALUE tells in a
   * bit of RESUME whether there is just one in later versions ({@code label_exception_targets},
   * {@code RESUME_OPARG_DEPTH1_MASK}).
   */
  public boolean yieldTellsDepth() {
    return cutsSequence() && !target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /** Whether a constant is returned by RETURN_CONST, of 3.12 and 3.13 only (gh-101632). */
  public boolean returnsConstants() {
    return cutsSequence() && !target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether the stack of a generator is taken to have one value when it begins, and the
   * instructions that make the generator are put before the depth is computed ({@code
   * _PyCfg_Stackdepth} up to 3.12).
   */
  public boolean generatorsBeginWithValue() {
    return !target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the POP_TOP behind RETURN_GENERATOR has its place ({@code insert_prefix_instructions}
   * of 3.13).
   */
  public boolean placesGeneratorPop() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether the jump that a cold block needs, since what it fell into is elsewhere, does without a
   * check for signals ({@code push_cold_blocks_to_end} of 3.13).
   */
  public boolean leavesColdBlocksUninterrupted() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether two loads or stores of locals become one instruction ({@code insert_superinstructions}
   * of 3.13).
   */
  public boolean pairsLocals() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }

  /**
   * Whether operators and displays of constants are computed here, and small integers loaded
   * without a constant (gh-126835, gh-101632 of 3.14).
   */
  public boolean foldsConstants() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether a list or set of more than 30 constants that is only searched or iterated over is
   * folded too. 3.14.2 does not do so, 3.14.10 does; the source of 3.14.5 does not.
   */
  public boolean foldsLongDisplays() {
    return target.isAtLeast(Target.CPYTHON_3_14);
  }

  /** Whether what follows a conditional jump is marked by NOT_TAKEN (gh-122548). */
  public boolean marksBranches() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /** Whether locals are borrowed where that is safe ({@code optimize_load_fast}, gh-130704). */
  public boolean borrowsLocals() {
    return target.isAtLeast(Target.CPYTHON_3_14_2);
  }

  /**
   * Whether the sizes of jumps are first computed as if they jumped to the number of their target
   * among all instructions, instead of the number of its label ({@code resolve_jump_offsets}, which
   * 3.13 moved into the assembler). Sizes are corrected until they fit, so that the first ones show
   * where two would fit.
   */
  public boolean sizesJumpsByInstruction() {
    return target.isAtLeast(Target.CPYTHON_3_13_0);
  }
}
