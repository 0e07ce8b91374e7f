package dev.pycache.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What no Java program that does this work can be quicker than: it reads the sources below a folder
 * on all processors and writes, where their caches belong, files of a size in proportion.
 *
 * <p>Usage: {@code Floor FOLDER CACHE_BYTES_PER_SOURCE_BYTE}
 */
final class Floor {
  private Floor() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    double proportion = Double.parseDouble(args[1]);
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      sources = files.filter(file -> file.toString().endsWith(".py")).toList();
    }
    var next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(Thread.ofPlatform().start(() -> work(sources, next, proportion)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(List<Path> sources, AtomicInteger next, double proportion) {
    try {
      int i;
      while ((i = next.getAndIncrement()) < sources.size()) {
        Path source = sources.get(i);
        if (Files.isRegularFile(source)) {
          byte[] bytes = Files.readAllBytes(source);
          Path folder = source.resolveSibling("__pycache__");
          Files.createDirectories(folder);
          Files.write(
              folder.resolve(source.getFileName() + "c"),
              new byte[(int) (bytes.length * proportion)]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
