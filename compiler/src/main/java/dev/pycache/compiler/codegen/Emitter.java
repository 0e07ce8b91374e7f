package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ErrorType;
import dev.pycache.compiler.assemble.Assembler;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.ast.Node;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.flowgraph.BasicBlock;
import dev.pycache.compiler.flowgraph.CodeUnit;
import dev.pycache.compiler.flowgraph.ConstantCache;
import dev.pycache.compiler.flowgraph.Instruction;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.Mangling;
import dev.pycache.compiler.symtable.NameScope;
import dev.pycache.compiler.symtable.Scope;
import dev.pycache.compiler.symtable.ScopeType;
import dev.pycache.compiler.symtable.SymbolTable;

/**
 * Where instructions go: the stack of units, the current block, the current place in the source.
 * Everything that the tree walk emits goes through here, one instruction at a time.
 *
 * <p>The place ({@link Unit#span}) is state, as in CPython: a node sets it, and what follows
 * without setting it anew takes it over. Which instruction ends up at which place depends on it
 * down to the columns.
 */
final class Emitter {
  // co_flags
  private static final int OPTIMIZED = 0x01;
  private static final int NEW_LOCALS = 0x02;
  private static final int VAR_ARGS = 0x04;
  private static final int VAR_KEYWORDS = 0x08;
  private static final int NESTED = 0x10;
  private static final int GENERATOR = 0x20;
  private static final int COROUTINE = 0x80;
  private static final int ASYNC_GENERATOR = 0x200;

  private static final byte[] LOCALS = {'.', '<', 'l', 'o', 'c', 'a', 'l', 's', '>'};

  private final CompilationContext context;
  private final FutureFeatures future;
  private final SymbolTable symbols;
  private final KnownNames known;
  private final ConstantCache constants = new ConstantCache();
  private final Assembler assembler;

  /** The innermost unit. */
  Unit unit;

  /** An emitter that stands at the beginning of a module. */
  Emitter(
      CompilationContext context,
      FutureFeatures future,
      SymbolTable symbols,
      KnownNames known,
      Module module) {
    this.context = context;
    this.future = future;
    this.symbols = symbols;
    this.known = known;
    this.assembler = new Assembler(context, constants);
    CodeUnit code = new CodeUnit(UnitName.MODULE, UnitName.MODULE, 1);
    this.unit = new Unit(null, ScopeKind.MODULE, symbols.scopeOf(module), code, null);
    Span firstLine = unit.span;
    unit.span = new Span(0, 0, 1, 0);
    op(Opcode.RESUME, 0);
    unit.span = firstLine;
  }

  // Units

  /**
   * Begins a unit inside the current one ({@code compiler_enter_scope}).
   *
   * @param node key of the scope in the symbol table
   */
  Unit enter(ScopeKind kind, Str name, Node node, int firstLine) {
    Scope scope = symbols.scopeOf(node);
    CodeUnit code = new CodeUnit(name, qualifiedName(kind, name), firstLine);
    Str implicitCell = scope.needsClassClosure() ? known.classClosure : null;
    unit = new Unit(unit, kind, scope, code, implicitCell);
    op(Opcode.RESUME, 0);
    return unit;
  }

  /**
   * Ends the current unit and goes back to the one around it, if any ({@code assemble}, {@code
   * compiler_exit_scope}).
   *
   * @param returnsNone whether a way to the end of the code returns None, and not what is on the
   *     stack
   */
  CodeObject leave(boolean returnsNone) {
    Unit done = unit;
    if (!done.block.returns()) {
      unset();
      if (returnsNone) {
        loadConst(Singleton.NONE);
      }
      op(Opcode.RETURN_VALUE);
    }
    done.code.flags = codeFlags(done.scope);
    CodeObject code = assembler.assemble(done.code);
    if (done.parent != null) {
      unit = done.parent;
    }
    return code;
  }

  /** PEP 3155 ({@code compiler_set_qualname}). */
  private Str qualifiedName(ScopeKind kind, Str name) {
    Unit around = unit;
    if (around.parent == null) {
      return name;
    }
    if (kind.bindsItsName() && around.scope.scope(mangle(name)) == NameScope.GLOBAL_EXPLICIT) {
      return name;
    }
    byte[] base = around.code.qualname.utf8();
    byte[] last = name.utf8();
    int middle = around.kind.hasLocals() ? LOCALS.length : 0;
    byte[] joined = new byte[base.length + middle + 1 + last.length];
    System.arraycopy(base, 0, joined, 0, base.length);
    System.arraycopy(LOCALS, 0, joined, base.length, middle);
    joined[base.length + middle] = '.';
    System.arraycopy(last, 0, joined, base.length + middle + 1, last.length);
    return Str.ofUtf8(joined);
  }

  /** {@code co_flags} ({@code compute_code_flags}). */
  private int codeFlags(Scope scope) {
    int flags = future.codeFlags();
    if (scope.type() == ScopeType.FUNCTION) {
      flags |= OPTIMIZED | NEW_LOCALS;
      if (scope.isNested()) {
        flags |= NESTED;
      }
      if (scope.isGenerator()) {
        flags |= scope.isCoroutine() ? ASYNC_GENERATOR : GENERATOR;
      } else if (scope.isCoroutine()) {
        flags |= COROUTINE;
      }
      if (scope.hasVarArgs()) {
        flags |= VAR_ARGS;
      }
      if (scope.hasVarKeywords()) {
        flags |= VAR_KEYWORDS;
      }
    }
    return flags;
  }

  /** A name as the innermost class around this place stores it. */
  Str mangle(Str name) {
    return Mangling.mangle(context.strings(), unit.className, name);
  }

  // Places

  /** Sets the place of the instructions to come ({@code SET_LOC}). */
  void at(Node node) {
    unit.span = node.span();
  }

  /** Makes the instructions to come artificial ({@code UNSET_LOC}). */
  void unset() {
    unit.span = Span.NONE;
  }

  // Blocks

  BasicBlock newBlock() {
    return unit.code.newBlock();
  }

  /**
   * Lets control fall into {@code block}, which the next instruction begins ({@code
   * compiler_use_next_block}).
   */
  void use(BasicBlock block) {
    Unit u = unit;
    u.block.next = block;
    u.block = block;
    u.blockEnded = false;
  }

  // Instructions

  void op(Opcode opcode) {
    append(opcode, 0, unit.span);
  }

  void op(Opcode opcode, int arg) {
    append(opcode, arg, unit.span);
  }

  /** An instruction that has no line of its own ({@code ADDOP_NOLINE}). */
  void opWithoutLine(Opcode opcode, int arg) {
    append(opcode, arg, Instruction.NO_LINE);
  }

  /** A jump, or the SETUP pseudo instruction of a handler. */
  void jump(Opcode opcode, BasicBlock target) {
    appendJump(opcode, target, unit.span);
  }

  /** A jump for which no token of the source stands ({@code ADDOP_JUMP_NOLINE}). */
  void jumpWithoutLine(Opcode opcode, BasicBlock target) {
    appendJump(opcode, target, Instruction.NO_LINE);
  }

  private void append(Opcode opcode, int arg, Span span) {
    Unit u = unit;
    if (u.blockEnded) {
      use(newBlock());
    }
    u.block.append(opcode, arg, null, span);
    if (opcode == Opcode.RETURN_VALUE
        || opcode == Opcode.RERAISE
        || opcode == Opcode.RAISE_VARARGS) {
      u.blockEnded = true;
    }
  }

  private void appendJump(Opcode opcode, BasicBlock target, Span span) {
    Unit u = unit;
    if (u.blockEnded) {
      use(newBlock());
    }
    u.block.append(opcode, 0, target, span);
    if (opcode != Opcode.SETUP_FINALLY
        && opcode != Opcode.SETUP_CLEANUP
        && opcode != Opcode.SETUP_WITH) {
      u.blockEnded = true;
    }
  }

  // Operands

  /** The number of a constant ({@code compiler_add_const}). */
  int constIndex(Constant constant) {
    return unit.code.consts.indexOf(constants.mergeRecursive(constant));
  }

  void loadConst(Constant constant) {
    op(Opcode.LOAD_CONST, constIndex(constant));
  }

  /**
   * The number of a constant that is an identifier or a tuple of identifiers, which CPython has
   * interned before.
   */
  int nameConstIndex(Constant names) {
    return unit.code.consts.indexOf(constants.mergeNames(names));
  }

  void loadNames(Constant names) {
    op(Opcode.LOAD_CONST, nameConstIndex(names));
  }

  /** An instruction on a global name or an attribute ({@code ADDOP_NAME}). */
  void nameOp(Opcode opcode, Str name) {
    op(opcode, unit.code.names.indexOf(mangle(name)));
  }

  // Errors

  /** A SyntaxError at the current place ({@code compiler_error}). */
  CompileException error(String message) {
    Span span = unit.span;
    return CompileException.at(
        ErrorType.SYNTAX_ERROR,
        message,
        span.line(),
        span.column() + 1,
        span.endLine(),
        span.endColumn() + 1);
  }

  /** A SyntaxWarning at the current line ({@code compiler_warn}). */
  void warn(String message) {
    context.warn("SyntaxWarning", message, unit.span.line());
  }
}
