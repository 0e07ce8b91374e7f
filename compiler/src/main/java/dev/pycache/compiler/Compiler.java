package dev.pycache.compiler;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.codegen.CodeGenerator;
import dev.pycache.compiler.diagnosis.Diagnosis;
import dev.pycache.compiler.fold.AstOptimizer;
import dev.pycache.compiler.parser.ParseFailure;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.SymbolTable;
import dev.pycache.compiler.token.Tokenizer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles Python source to the code object that a release of CPython would make of it.
 *
 * <p>A pure function of its arguments: no I/O, no state, any number of threads.
 */
public final class Compiler {
  /** Enough for the deepest tree that CPython's own limits let through. */
  private static final long DEEP_STACK_BYTES = 1L << 30;

  private Compiler() {}

  /**
   * Compiles a source, as {@code compile(source, filename, 'exec', dont_inherit=True,
   * optimize=optimization)} does.
   *
   * @param source the raw bytes of the file
   * @param filename becomes {@code co_filename} as it is
   * @param optimization 0, 1 ({@code -O}) or 2 ({@code -OO})
   */
  public static CompileResult compile(
      byte[] source, String filename, Target target, int optimization) {
    return compile(source, Str.of(filename), target, optimization);
  }

  /**
   * The same for a file name that is not valid UTF-8: Python keeps its odd bytes as lone surrogates
   * (PEP 383).
   */
  public static CompileResult compile(
      byte[] source, Str filename, Target target, int optimization) {
    return compile(source, filename, target, optimization, target.internedCharacters());
  }

  /**
   * The same in a process that had other strings interned before: an installation, and what a
   * process has compiled so far, decide on that.
   *
   * @param internedCharacters the strings of one Latin-1 character that were, as {@link
   *     Target#internedCharacters} describes them
   */
  public static CompileResult compile(
      byte[] source, Str filename, Target target, int optimization, String internedCharacters) {
    if (optimization < 0 || optimization > 2) {
      throw new IllegalArgumentException(
          "optimization level " + optimization + " is not 0, 1 or 2");
    }
    Supplier<CompileResult> work =
        () ->
            compileHere(
                source,
                new CompilationContext(
                    target, filename, optimization, internedCharacters, source.length));
    try {
      try {
        return work.get();
      } catch (StackOverflowError deep) {
        return compileDeep(work);
      }
    } catch (OutOfMemoryError exhausted) {
      // A few lines can ask for gigabytes: each level of nested finally clauses doubles the code of
      // the inner ones.
      return new CompileResult.Rejected(
          CompileException.of(ErrorType.MEMORY_ERROR, "").diagnostic(), List.of());
    }
  }

  /**
   * A line of a source as Python shows it, below a warning for example: decoded, with its line end.
   *
   * @param line from 1
   * @return null if there is no such line, or the source cannot be decoded
   */
  public static @Nullable String sourceLine(byte[] source, int line, Target target) {
    try {
      return SourceDecoder.decode(source, target).fileLine(line);
    } catch (CompileException undecodable) {
      return null;
    }
  }

  /**
   * The caller's stack was too small for this source: the same again on a stack that is large
   * enough for any.
   */
  private static CompileResult compileDeep(Supplier<CompileResult> work) {
    var worker = new DeepWorker(work);
    var thread = new Thread(null, worker, "pycache-deep", DEEP_STACK_BYTES);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // compiling is bounded; the caller sees the interrupt when it is done
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return worker.result();
  }

  private static CompileResult compileHere(byte[] source, CompilationContext context) {
    Source decoded = null;
    try {
      decoded = SourceDecoder.decode(source, context.target());
      CodeObject code = generate(context, parse(context, decoded));
      return new CompileResult.Compiled(code, List.copyOf(context.warnings()));
    } catch (CompileException e) {
      Diagnostic diagnostic = withText(e.diagnostic(), decoded);
      return new CompileResult.Rejected(diagnostic, List.copyOf(context.warnings()));
    }
  }

  /**
   * The fast parser knows only right sources; whatever it leaves goes to the one that mirrors
   * CPython's step by step. So do sources of which both the tokenizer and the parser warn, since
   * only that one has read no more tokens than CPython when it warns.
   */
  private static Module parse(CompilationContext context, Source source) {
    try {
      var tokenizer = new Tokenizer(source, context);
      Module module = Parser.parse(context, tokenizer);
      int ofTokens = tokenizer.warnings();
      if (ofTokens == 0 || ofTokens == context.warnings().size()) {
        return module;
      }
    } catch (ParseFailure | CompileException notAccepted) {
      // by the fast parser; the other one knows better
    }
    return Diagnosis.parse(context, source);
  }

  /**
   * Mirrors the order of {@code _PyAST_Compile}, which decides which of several errors is reported.
   */
  private static CodeObject generate(CompilationContext context, Module parsed) {
    FutureFeatures future = FutureFeatures.of(context, parsed);
    Module module = AstOptimizer.optimize(context, parsed, future);
    SymbolTable symbols = SymbolTable.build(context, module, future);
    return CodeGenerator.generate(context, module, future, symbols);
  }

  private static Diagnostic withText(Diagnostic diagnostic, @Nullable Source source) {
    if (diagnostic.text() != null || source == null || diagnostic.line() < 1) {
      return diagnostic;
    }
    return diagnostic.withText(source.fileLine(diagnostic.line()));
  }

  private static final class DeepWorker implements Runnable {
    private final Supplier<CompileResult> work;
    private @Nullable CompileResult result;
    private @Nullable Throwable failure;

    DeepWorker(Supplier<CompileResult> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (Throwable e) {
        failure = e;
      }
    }

    CompileResult result() {
      if (result == null) {
        if (failure instanceof OutOfMemoryError exhausted) {
          throw exhausted;
        }
        throw new IllegalStateException("the compiler failed on a deep source", failure);
      }
      return result;
    }
  }
}
