package dev.pycache.compiler.flowgraph;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Str;
import org.jspecify.annotations.Nullable;

/**
 * One unit as the code generator leaves it: blocks with symbolic jumps, and what the code object
 * will need besides (CPython's {@code struct compiler_unit} when {@code assemble()} is called). The
 * tables give the indexes that instructions use.
 */
public final class CodeUnit {
  private static final int UNKNOWN = -1;
  private static final int CO_VARARGS = 0x04;
  private static final int CO_VARKEYWORDS = 0x08;

  public final Str name;
  public final Str qualname;
  public final int firstLine;

  /** The first block, made with the unit. */
  public final BasicBlock entry;

  public int argCount;
  public int posOnlyArgCount;
  public int kwOnlyArgCount;

  /**
   * Locals of a class or module that only inlined comprehensions see ({@code u_fasthidden}); they
   * are in {@link #varNames} as well.
   */
  public final IndexTable<Str> hidden = new IndexTable<>();

  /**
   * Whether the parameter {@code .format} of this {@code __annotate__} function is to be called
   * {@code format} in the code object ({@code codegen_leave_annotations_scope}).
   */
  public boolean namesFormat;

  /**
   * Number of parameters of all kinds, {@code *args} and {@code .0} included ({@code
   * ste_varnames}); they are the first of {@link #varNames}.
   */
  public int paramCount = UNKNOWN;

  /** {@code co_flags} as {@code compute_code_flags} makes them. */
  public int flags;

  /** Constants by index; the optimiser appends and cuts the unused tail. */
  public final IndexTable<Constant> consts = new IndexTable<>();

  public final IndexTable<Str> names = new IndexTable<>();
  public final IndexTable<Str> varNames = new IndexTable<>();

  /** Sorted by name. */
  public final IndexTable<Str> cellVars = new IndexTable<>();

  /** Sorted by name; their indexes follow those of {@code cellVars}. */
  public final IndexTable<Str> freeVars = new IndexTable<>();

  /**
   * What the placeholder of deferred annotations stands for: instructions that do not jump ({@code
   * s_annotations_code}); null if there are none, and the placeholder just goes.
   */
  public @Nullable BasicBlock annotations;

  private @Nullable BasicBlock lastMade;
  private int labelCount;

  public CodeUnit(Str name, Str qualname, int firstLine) {
    this.name = name;
    this.qualname = qualname;
    this.firstLine = firstLine;
    this.entry = newBlock();
  }

  /**
   * A new block that is not yet in the chain of blocks, and a label for jumps to it ({@code
   * compiler_new_block}, {@code NEW_JUMP_TARGET_LABEL}).
   */
  public BasicBlock newBlock() {
    BasicBlock block = newUnlabelledBlock();
    block.number = labelCount++;
    return block;
  }

  /** A new block that nothing jumps to: it only follows an instruction that ends the one before. */
  public BasicBlock newUnlabelledBlock() {
    BasicBlock block = new BasicBlock(lastMade);
    lastMade = block;
    return block;
  }

  /** Number of parameters, which come first among the locals. */
  public int parameters() {
    if (paramCount != UNKNOWN) {
      return paramCount;
    }
    int variadic = (flags & CO_VARARGS) == 0 ? 0 : 1;
    int variadicKeywords = (flags & CO_VARKEYWORDS) == 0 ? 0 : 1;
    return argCount + kwOnlyArgCount + variadic + variadicKeywords;
  }

  /** Whether any block names a handler. */
  public boolean protects() {
    for (BasicBlock block = lastMade; block != null; block = block.madeBefore) {
      if (block.protects()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The block made last, from which {@link BasicBlock#madeBefore} leads to all of them ({@code
   * u_blocks}).
   */
  public @Nullable BasicBlock lastMade() {
    return lastMade;
  }
}
