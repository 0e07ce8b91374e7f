package dev.pycache.benchmarks;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.codegen.CodeGenerator;
import dev.pycache.compiler.fold.AstOptimizer;
import dev.pycache.compiler.parser.Parser;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.symtable.FutureFeatures;
import dev.pycache.compiler.symtable.SymbolTable;
import dev.pycache.compiler.token.Tokenizer;
import dev.pycache.compiler.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Each stage on all sources below a folder, given what the stages before it made of them, and all
 * stages together. A score is the time for all the sources. Sources that do not compile are left
 * out.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xss64m")
public class StageBenchmark {
  private static final Target TARGET = Target.CPYTHON_3_11;

  /** What the stages made of one source. */
  private record Work(
      byte[] bytes,
      Str filename,
      CompilationContext context,
      Source source,
      Tokens tokens,
      Module parsed,
      FutureFeatures future,
      Module folded,
      SymbolTable symbols,
      CodeObject code) {}

  /** The folder with the sources. */
  @Param("examples")
  public String folder = "";

  private final List<Work> works = new ArrayList<>();
  private final MarshalWriter writer = new MarshalWriter(TARGET);

  @Setup
  public void prepare() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      files = all.filter(file -> file.toString().endsWith(".py")).toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      Str filename = Str.of(file.toString());
      if (Compiler.compile(bytes, filename, TARGET, 0) instanceof CompileResult.Compiled) {
        works.add(work(bytes, filename));
      }
    }
  }

  private static Work work(byte[] bytes, Str filename) {
    var context = new CompilationContext(TARGET, filename, 0);
    Source source = SourceDecoder.decode(bytes, TARGET);
    Tokens tokens = Tokenizer.tokenizeAll(source, context);
    Module parsed = Parser.parse(context, tokens);
    FutureFeatures future = FutureFeatures.of(context, parsed);
    Module folded = AstOptimizer.optimize(context, parsed, future);
    SymbolTable symbols = SymbolTable.build(context, folded, future);
    CodeObject code = CodeGenerator.generate(context, folded, future, symbols);
    return new Work(
        bytes, filename, context, source, tokens, parsed, future, folded, symbols, code);
  }

  @Benchmark
  public void decode(Blackhole hole) {
    for (Work work : works) {
      hole.consume(SourceDecoder.decode(work.bytes, TARGET));
    }
  }

  @Benchmark
  public void tokenize(Blackhole hole) {
    for (Work work : works) {
      var context = new CompilationContext(TARGET, work.filename, 0);
      hole.consume(Tokenizer.tokenizeAll(work.source, context));
    }
  }

  @Benchmark
  public void parse(Blackhole hole) {
    for (Work work : works) {
      work.context.warnings().clear();
      hole.consume(Parser.parse(work.context, work.tokens));
    }
  }

  @Benchmark
  public void fold(Blackhole hole) {
    for (Work work : works) {
      work.context.warnings().clear();
      hole.consume(AstOptimizer.optimize(work.context, work.parsed, work.future));
    }
  }

  @Benchmark
  public void resolve(Blackhole hole) {
    for (Work work : works) {
      hole.consume(SymbolTable.build(work.context, work.folded, work.future));
    }
  }

  /** Code generation, flow graph and assembling, which go function by function. */
  @Benchmark
  public void generate(Blackhole hole) {
    for (Work work : works) {
      work.context.warnings().clear();
      hole.consume(CodeGenerator.generate(work.context, work.folded, work.future, work.symbols));
    }
  }

  @Benchmark
  public void marshal(Blackhole hole) {
    for (Work work : works) {
      hole.consume(writer.write(work.code));
    }
  }

  @Benchmark
  public void everything(Blackhole hole) {
    for (Work work : works) {
      if (Compiler.compile(work.bytes, work.filename, TARGET, 0)
          instanceof CompileResult.Compiled compiled) {
        hole.consume(writer.write(compiled.code()));
      }
    }
  }
}
