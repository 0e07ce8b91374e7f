package dev.pycache.compiler.diagnosis;

import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.token.Tokenizer;

/** The diagnosing parser. */
public final class Diagnosis {
  private Diagnosis() {}

  /** The grammar of Python 3.11, read when it is first needed. */
  private static final class Python311 {
    static final Grammar GRAMMAR = GrammarReader.readResource("grammar-3.11.txt");
  }

  /** The same with the rules that earlier releases had otherwise. */
  private static final class Python3112 {
    static final Grammar GRAMMAR =
        GrammarReader.readResource("grammar-3.11.txt", "grammar-3.11.2.txt");
  }

  /**
   * Parses a module from the beginning; warnings of an attempt before this one are dropped.
   *
   * @throws dev.pycache.compiler.CompileException what CPython raises, without the text of the line
   */
  public static Module parse(CompilationContext context, Source source) {
    Grammar grammar = grammar(context.target());
    context.warnings().clear();
    return (Module)
        new PegParser(grammar, context, new Tokenizer(source, context)).run(grammar.file());
  }

  private static Grammar grammar(Target target) {
    return switch (target) {
      case CPYTHON_3_11_2 -> Python3112.GRAMMAR;
      case CPYTHON_3_11 -> Python311.GRAMMAR;
    };
  }
}
