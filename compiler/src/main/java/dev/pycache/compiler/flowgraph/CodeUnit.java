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
  public final Str name;
  public final Str qualname;
  public final int firstLine;

  /** The first block, made with the unit. */
  public final BasicBlock entry;

  public int argCount;
  public int posOnlyArgCount;
  public int kwOnlyArgCount;

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

  private @Nullable BasicBlock lastMade;

  public CodeUnit(Str name, Str qualname, int firstLine) {
    this.name = name;
    this.qualname = qualname;
    this.firstLine = firstLine;
    this.entry = newBlock();
  }

  /** A new block that is not yet in the chain of blocks ({@code compiler_new_block}). */
  public BasicBlock newBlock() {
    return lastMade = new BasicBlock(lastMade);
  }

  /**
   * The block made last, from which {@link BasicBlock#madeBefore} leads to all of them ({@code
   * u_blocks}).
   */
  @Nullable BasicBlock lastMade() {
    return lastMade;
  }
}
