package dev.pycache.compiler.diagnosis;

import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.rules.DiagnosisRules;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.token.Tokenizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The diagnosing parser. */
public final class Diagnosis {
  private Diagnosis() {}

  /** The grammars by their layers, each read when it is first needed. */
  private static final Map<List<String>, Grammar> GRAMMARS = new ConcurrentHashMap<>();

  /**
   * Parses a module from the beginning; warnings of an attempt before this one are dropped.
   *
   * @throws dev.pycache.compiler.CompileException what CPython raises, without the text of the line
   */
  public static Module parse(CompilationContext context, Source source) {
    List<String> layers = new DiagnosisRules(context.target()).grammar();
    Grammar grammar = GRAMMARS.computeIfAbsent(layers, LinkedGrammar::of);
    context.warnings().clear();
    return (Module)
        new PegParser(grammar, context, new Tokenizer(source, context)).run(grammar.file());
  }
}
