package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Bytes;
import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Int;
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
import dev.pycache.compiler.flowgraph.UnitArrays;
import dev.pycache.compiler.rules.DefinitionRules;
import dev.pycache.compiler.rules.StatementRules;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.KnownNames;
import dev.pycache.compiler.symtable.Mangling;
import dev.pycache.compiler.symtable.NameScope;
import dev.pycache.compiler.symtable.Scope;
import dev.pycache.compiler.symtable.SymbolTable;
import org.jspecify.annotations.Nullable;

/**
 * Where instructions go: the stack of units, the current block, the current place in the source.
 * Everything that the tree walk emits goes through here, one instruction at a time.
 *
 * <p>The {@link #place} is state, as in CPython: a node sets it, and what follows without setting
 * it anew takes it over. Which instruction ends up at which place depends on it down to the
 * columns.
 */
final class Emitter {
  private static final byte[] LOCALS = {'.', '<', 'l', 'o', 'c', 'a', 'l', 's', '>'};

  private final CompilationContext context;
  private final SymbolTable symbols;
  private final KnownNames known;
  private final CodeFlags flags;
  private final ConstantCache constants;

  /** Made for the first unit that comes to its end: an error of a source may be found before. */
  private @Nullable Assembler assembler;

  private final UnitArrays arrays = new UnitArrays();

  private final boolean alwaysReturns;
  private final boolean convertsStopIteration;

  /** The place of what has no line. */
  private final Span noLine;

  /** The innermost unit. */
  Unit unit;

  /** The block of it that instructions go to. */
  BasicBlock block;

  /**
   * The last instruction ended the block: the next one begins a new one ({@code
   * u_need_new_implicit_block}).
   */
  boolean blockEnded;

  /** The location of the instructions to come ({@code u_lineno} and its like). */
  Span place;

  /** How many reasons there are to give no warnings ({@code c_disable_warning}). */
  int silences;

  /** An emitter that stands at the beginning of a module. */
  Emitter(
      CompilationContext context,
      FutureFeatures future,
      SymbolTable symbols,
      KnownNames known,
      Module module) {
    this.context = context;
    this.symbols = symbols;
    this.known = known;
    this.constants = new ConstantCache(context);
    var rules = new DefinitionRules(context.target());
    this.flags = new CodeFlags(future, rules);
    this.alwaysReturns = rules.alwaysReturnsAtEnd();
    this.convertsStopIteration = rules.convertsStopIteration();
    this.noLine =
        new StatementRules(context.target()).passesPlaces() ? Span.NONE : Instruction.NO_LINE;
    CodeUnit code = new CodeUnit(UnitName.MODULE, UnitName.MODULE, 1);
    arrays.begin(code);
    this.unit = new Unit(null, ScopeKind.MODULE, symbols.scopeOf(module), code, known);
    this.block = code.entry;
    this.place = new Span(0, 0, 1, 0);
    op(Opcode.RESUME, 0);
    if (rules.defersAnnotations()) {
      op(Opcode.ANNOTATIONS_PLACEHOLDER);
    }
    this.place = new Span(1, 0, 1, 0);
  }

  // Units

  /**
   * Begins a unit inside the current one.
   *
   * @param node key of the scope in the symbol table
   */
  Unit enter(ScopeKind kind, Str name, Node node, int firstLine) {
    return enter(kind, name, symbols.scopeOf(node), firstLine);
  }

  /** Begins a unit inside the current one ({@code compiler_enter_scope}). */
  Unit enter(ScopeKind kind, Str name, Scope scope, int firstLine) {
    CodeUnit code = new CodeUnit(name, qualifiedName(kind, name), firstLine);
    arrays.begin(code);
    Unit around = unit;
    around.block = block;
    around.blockEnded = blockEnded;
    around.place = place;
    unit = new Unit(around, kind, scope, code, known);
    block = code.entry;
    blockEnded = false;
    place = new Span(firstLine, 0, firstLine, 0);
    if (convertsStopIteration && isGenerator(kind, scope)) {
      BasicBlock handler = newBlock();
      unit.stopIteration = handler;
      unit.code.entry.append(Opcode.SETUP_CLEANUP, 0, handler, Span.NONE);
    }
    op(Opcode.RESUME, 0);
    return unit;
  }

  /**
   * Whether a StopIteration may not leave the unit. Generators that are lambdas have been forgotten
   * by CPython.
   */
  private static boolean isGenerator(ScopeKind kind, Scope scope) {
    return switch (kind) {
      case FUNCTION, ASYNC_FUNCTION -> scope.isGenerator() || scope.isCoroutine();
      case COMPREHENSION -> scope.isGenerator();
      case MODULE, CLASS, LAMBDA, ANNOTATION -> false;
    };
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
    if (done.stopIteration != null) {
      convertStopIteration(done.stopIteration);
    }
    if (alwaysReturns || !block.returns()) {
      unset();
      if (returnsNone) {
        loadConst(Singleton.NONE);
      }
      exit(Opcode.RETURN_VALUE, 0);
    }
    Str misplaced = done.misplaced();
    if (misplaced != null) {
      throw CompileException.of(
          ErrorType.SYSTEM_ERROR, "no place for variable '" + misplaced + "' in " + done.code.name);
    }
    done.code.flags = flags.of(done.scope);
    arrays.end(block);
    CodeObject code = assembler().assemble(done.code);
    Unit around = done.parent;
    if (around != null) {
      unit = around;
      block = around.block;
      blockEnded = around.blockEnded;
      place = around.place;
    }
    return code;
  }

  private Assembler assembler() {
    Assembler made = assembler;
    if (made == null) {
      made = new Assembler(context, constants);
      assembler = made;
    }
    return made;
  }

  /** {@code wrap_in_stopiteration_handler}. */
  private void convertStopIteration(BasicBlock handler) {
    unset();
    loadConst(Singleton.NONE);
    exit(Opcode.RETURN_VALUE, 0);
    use(handler);
    op(Intrinsic.STOP_ITERATION_ERROR.call, Intrinsic.STOP_ITERATION_ERROR.number);
    exit(Opcode.RERAISE, 1);
  }

  /** PEP 3155 ({@code compiler_set_qualname}). */
  private Str qualifiedName(ScopeKind kind, Str name) {
    Unit around = unit;
    Unit further = around.parent;
    if (further == null) {
      return name;
    }
    if (around.kind == ScopeKind.ANNOTATION) {
      if (further.parent == null) {
        return name;
      }
      around = further;
    }
    if (kind.bindsItsName() && isGlobal(name, around)) {
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

  private boolean isGlobal(Str name, Unit around) {
    Str mangled = Mangling.mangle(context.strings(), around.className, name);
    return around.scope.scope(mangled) == NameScope.GLOBAL_EXPLICIT;
  }

  /** A name as the innermost class around this place stores it ({@code _Py_MaybeMangle}). */
  Str mangle(Str name) {
    return name.startsWith('_') ? mangleInClass(name) : name; // as most do not
  }

  private Str mangleInClass(Str name) {
    Unit u = unit;
    return u.className == null
        ? name
        : Mangling.mangle(context.strings(), u.className, u.scope, name);
  }

  // Places

  /** Sets the place of the instructions to come ({@code SET_LOC}). */
  void at(Node node) {
    place = node.span();
  }

  /** Makes the instructions to come artificial ({@code UNSET_LOC}). */
  void unset() {
    place = Span.NONE;
  }

  // Blocks

  BasicBlock newBlock() {
    return unit.code.newBlock();
  }

  /**
   * Lets control fall into {@code block}, which the next instruction begins ({@code
   * compiler_use_next_block}).
   */
  void use(BasicBlock next) {
    block.fallInto(next);
    block = next;
    blockEnded = false;
  }

  // Instructions

  void op(Opcode opcode) {
    append(opcode, 0, place);
  }

  void op(Opcode opcode, int arg) {
    append(opcode, arg, place);
  }

  /** An instruction at a place of its own; the current one stays. */
  void op(Opcode opcode, int arg, Span itsPlace) {
    append(opcode, arg, itsPlace);
  }

  /** An instruction that has no line of its own ({@code ADDOP_NOLINE}). */
  void opWithoutLine(Opcode opcode, int arg) {
    append(opcode, arg, noLine);
  }

  /** A jump, or the SETUP pseudo instruction of a handler. */
  void jump(Opcode opcode, BasicBlock target) {
    appendJump(opcode, target, place);
  }

  /** A jump for which no token of the source stands ({@code ADDOP_JUMP_NOLINE}). */
  void jumpWithoutLine(Opcode opcode, BasicBlock target) {
    appendJump(opcode, target, noLine);
  }

  /** A return or a raise, behind which a new block begins ({@code IS_SCOPE_EXIT_OPCODE}). */
  void exit(Opcode opcode, int arg) {
    append(opcode, arg, place);
    blockEnded = true;
  }

  private void append(Opcode opcode, int arg, Span span) {
    if (blockEnded) {
      use(unit.code.newUnlabelledBlock());
    }
    block.append(opcode, arg, null, span);
  }

  private void appendJump(Opcode opcode, BasicBlock target, Span span) {
    if (blockEnded) {
      use(unit.code.newUnlabelledBlock());
    }
    block.append(opcode, 0, target, span);
    blockEnded =
        opcode != Opcode.SETUP_FINALLY
            && opcode != Opcode.SETUP_CLEANUP
            && opcode != Opcode.SETUP_WITH;
  }

  // Operands

  /** The number of a constant ({@code compiler_add_const}). */
  int constIndex(Constant constant) {
    return unit.code.consts.indexOf(constants.mergeRecursive(constant));
  }

  /** The one object of a value that CPython has only one object of, else the constant itself. */
  Constant onlyOne(Constant constant) {
    boolean isOnlyOne =
        switch (constant) {
          case Int number -> number.isCached();
          case Bytes bytes -> bytes.length() <= 1;
          default -> false;
        };
    return isOnlyOne ? constants.mergeRecursive(constant) : constant;
  }

  void loadConst(Constant constant) {
    loadConst(constant, place);
  }

  /** The same at a place of its own. */
  void loadConst(Constant constant, Span itsPlace) {
    append(Opcode.LOAD_CONST, constIndex(constant), itsPlace);
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

  /** The number of a global name or an attribute. */
  int nameIndex(Str name) {
    return unit.code.names.indexOf(mangle(name));
  }

  /** An instruction on a global name or an attribute ({@code ADDOP_NAME}). */
  void nameOp(Opcode opcode, Str name) {
    op(opcode, nameIndex(name));
  }

  // Errors

  /** A SyntaxError at the current place ({@code compiler_error}). */
  CompileException error(String message) {
    Span span = place;
    return CompileException.at(
        ErrorType.SYNTAX_ERROR,
        message,
        span.line(),
        span.column() + 1,
        span.endLine(),
        span.endColumn() + 1);
  }

  /** A SyntaxWarning at the current line, unless they are silenced ({@code compiler_warn}). */
  void warn(String message) {
    if (silences > 0) {
      return;
    }
    context.warn("SyntaxWarning", message, place.line());
  }
}
