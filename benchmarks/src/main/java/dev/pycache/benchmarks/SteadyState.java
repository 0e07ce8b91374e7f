package dev.pycache.benchmarks;

import dev.pycache.bytecode.Target;
import dev.pycache.bytecode.marshal.MarshalWriter;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bytes of source one thread compiles and marshals in a second, once it is warm, here and
 * in CPython.
 */
final class SteadyState {
  /** As large as the stacks on which the command compiles. */
  private static final long STACK_BYTES = 64L << 20;

  private record Source(String name, byte[] bytes) {}

  private SteadyState() {}

  /** Seconds for each round over the sources of a tree, after as many rounds to get warm. */
  static Samples java(Tree tree, Target target, int rounds)
      throws IOException, InterruptedException {
    List<Source> sources = new ArrayList<>();
    for (Path file : tree.sources()) {
      sources.add(new Source(file.toString(), Files.readAllBytes(file)));
    }
    var seconds = new double[rounds];
    var worker =
        new Thread(
            null,
            () -> {
              var writer = new MarshalWriter(target);
              for (int round = -rounds; round < rounds; round++) {
                long start = System.nanoTime();
                for (Source source : sources) {
                  compile(source, target, writer);
                }
                if (round >= 0) {
                  seconds[round] = (System.nanoTime() - start) / 1e9;
                }
              }
            },
            "steady-state",
            STACK_BYTES);
    worker.start();
    worker.join();
    return new Samples(seconds);
  }

  private static void compile(Source source, Target target, MarshalWriter writer) {
    CompileResult result = Compiler.compile(source.bytes(), source.name(), target, 0);
    if (result instanceof CompileResult.Compiled compiled) {
      writer.write(compiled.code());
    }
  }

  /** The same by {@code compile()} and {@code marshal.dumps()} in one process of an interpreter. */
  static Samples python(Tree tree, String python, int rounds)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile("steady_state", ".py");
    try (InputStream in = SteadyState.class.getResourceAsStream("steady_state.py")) {
      if (in == null) {
        throw new IOException("steady_state.py is missing");
      }
      Files.write(script, in.readAllBytes());
      Process process =
          new ProcessBuilder(
                  python,
                  "-W",
                  "ignore",
                  script.toString(),
                  tree.root().toString(),
                  Integer.toString(rounds))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var seconds = new double[rounds];
      try (BufferedReader lines = process.inputReader()) {
        for (int i = 0; i < rounds; i++) {
          String line = lines.readLine();
          if (line == null) {
            throw new IOException(python + " ended with status " + process.waitFor());
          }
          seconds[i] = Double.parseDouble(line);
        }
      }
      return new Samples(seconds);
    } finally {
      Files.delete(script);
    }
  }
}
