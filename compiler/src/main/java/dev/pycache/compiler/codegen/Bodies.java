package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Str;
import dev.pycache.compiler.ast.Expr;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Span;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.codegen.text.Docstring;
import org.jspecify.annotations.Nullable;

/** Bodies of modules and classes, and the docstrings of these and of functions. */
final class Bodies extends Family {
  private final boolean cleansDocstrings;
  private final boolean defersAnnotations;
  private final AnnotationFinder finder;

  Bodies(CodeGenerator generator) {
    super(generator);
    this.cleansDocstrings = generator.definitionRules.cleansDocstrings();
    this.defersAnnotations = generator.definitionRules.defersAnnotations();
    this.finder = new AnnotationFinder(generator.definitionRules);
  }

  /**
   * The body of a module or class, with its docstring and annotations ({@code compiler_body}). The
   * place is that of what is done besides.
   */
  void body(Nodes<Stmt> statements) {
    if (needsAnnotationsSetUp(statements)) {
      emit.op(Opcode.SETUP_ANNOTATIONS);
    }
    Span place = emit.place;
    Str docstring = docstring(statements);
    if (docstring != null) {
      visitDocstring(statements, docstring);
      emit.unset();
      generator.names.store(generator.known.doc);
    }
    generator.statements.execute(statements, firstStatement(statements));
    if (defersAnnotations) {
      emit.place = place;
      generator.annotations.define();
    }
  }

  private void visitDocstring(Nodes<Stmt> statements, Str docstring) {
    emit.at(((Stmt.ExprStmt) statements.getFirst()).value());
    emit.loadConst(docstring);
  }

  /** Whether {@code __annotations__} has to be there before the body is run. */
  private boolean needsAnnotationsSetUp(Nodes<Stmt> statements) {
    return emit.unit.scope.annotationsUsed()
        && (defersAnnotations ? generator.future.annotations() : finder.areIn(statements));
  }

  /** The docstring of a body as it is kept, if it has one and it is kept. */
  @Nullable Str docstring(Nodes<Stmt> body) {
    if (generator.context.optimization() >= 2) {
      return null;
    }
    Str text = literal(body);
    return text == null || !cleansDocstrings
        ? text
        : Docstring.cleaned(generator.context.strings(), text);
  }

  /**
   * The number of the first statement to be executed. A docstring that is not kept was a statement
   * like any other before docstrings were cleaned.
   */
  int firstStatement(Nodes<Stmt> body) {
    boolean isSkipped = cleansDocstrings || generator.context.optimization() < 2;
    return isSkipped && literal(body) != null ? 1 : 0;
  }

  /** {@code _PyAST_GetDocString}. */
  private static @Nullable Str literal(Nodes<Stmt> body) {
    return !body.isEmpty()
            && body.getFirst() instanceof Stmt.ExprStmt first
            && first.value() instanceof Expr.Constant constant
            && constant.value() instanceof Str text
        ? text
        : null;
  }
}
