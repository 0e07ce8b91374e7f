package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.Opcode;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import dev.pycache.compiler.Strings;
import dev.pycache.compiler.ast.Alias;
import dev.pycache.compiler.ast.Nodes;
import dev.pycache.compiler.ast.Stmt;
import dev.pycache.compiler.rules.StatementRules;

/** {@code import} and {@code from … import}. */
final class Imports extends Family {
  private final Strings strings;
  private final boolean comparesEndsOfFutureImports;
  private final boolean knowsRelativeFuture;
  private final boolean isCheckedByScopes;
  private final boolean popsAfterStar;

  Imports(CodeGenerator generator) {
    super(generator);
    this.strings = generator.context.strings();
    StatementRules rules = generator.statementRules;
    this.comparesEndsOfFutureImports = rules.comparesEndsOfFutureImports();
    this.knowsRelativeFuture = rules.knowsRelativeFuture();
    this.isCheckedByScopes = rules.isCheckedByScopes();
    this.popsAfterStar = generator.expressionRules.hasIntrinsics();
  }

  /** {@code compiler_import}. */
  void importModules(Stmt.Import s) {
    for (int i = 0, n = s.names().size(); i < n; i++) {
      Alias alias = s.names().get(i);
      idioms.loadInt(0);
      emit.loadConst(Singleton.NONE);
      emit.nameOp(Opcode.IMPORT_NAME, alias.name());
      Str asName = alias.asName();
      if (asName != null) {
        bindAs(alias.name(), asName);
      } else {
        int dot = dotAfter(alias.name(), 0);
        generator.names.store(dot < 0 ? alias.name() : strings.intern(alias.name().utf8(), 0, dot));
      }
    }
  }

  /**
   * Binds a module that has just been imported. The instruction has left the outermost package on
   * the stack: {@code import a.b.c as d} goes down from there ({@code compiler_import_as}).
   */
  private void bindAs(Str dotted, Str asName) {
    int dot = dotAfter(dotted, 0);
    if (dot < 0) {
      generator.names.store(asName);
      return;
    }
    while (true) {
      int start = dot + 1;
      dot = dotAfter(dotted, start);
      Str part = strings.intern(dotted.utf8(), start, dot < 0 ? dotted.utf8().length : dot);
      emit.op(Opcode.IMPORT_FROM, emit.unit.code.names.indexOf(part));
      if (dot < 0) {
        break;
      }
      idioms.swap(2);
      emit.op(Opcode.POP_TOP);
    }
    generator.names.store(asName);
    emit.op(Opcode.POP_TOP);
  }

  private static int dotAfter(Str name, int from) {
    byte[] text = name.utf8();
    for (int i = from; i < text.length; i++) {
      if (text[i] == '.') {
        return i;
      }
    }
    return -1;
  }

  /** {@code compiler_from_import}. */
  void importFrom(Stmt.ImportFrom s) {
    idioms.loadInt(s.level());
    Str module = s.module();
    if (isLateFuture(s)) {
      throw emit.error("from __future__ imports must occur at the beginning of the file");
    }
    Nodes<Alias> aliases = s.names();
    int count = aliases.size();
    var names = new Constant[count];
    for (int i = 0; i < count; i++) {
      names[i] = aliases.get(i).name();
    }
    emit.loadNames(Tuple.of(names));
    emit.nameOp(Opcode.IMPORT_NAME, module != null ? module : generator.known.empty);
    if (aliases.getFirst().name().utf8()[0] == '*') {
      idioms.intrinsic(Intrinsic.IMPORT_STAR);
      if (popsAfterStar) {
        emit.unset();
        emit.op(Opcode.POP_TOP);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      Alias alias = aliases.get(i);
      emit.nameOp(Opcode.IMPORT_FROM, alias.name());
      Str asName = alias.asName();
      generator.names.store(asName != null ? asName : alias.name());
    }
    emit.op(Opcode.POP_TOP);
  }

  private boolean isLateFuture(Stmt.ImportFrom s) {
    if (isCheckedByScopes
        || s.module() != generator.known.future
        || (knowsRelativeFuture && s.level() > 0)) {
      return false;
    }
    return comparesEndsOfFutureImports
        ? generator.future.comesLate(s.span())
        : s.span().line() > generator.future.lastFutureLine();
  }
}
