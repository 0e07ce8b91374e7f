package dev.pycache.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Something that does some work on a tree, as a process of its own; its output is thrown away. */
record Contender(String name, List<String> command) {
  /** What a run of it took. */
  record Run(double seconds, long peakBytes) {}

  /**
   * Runs it in a folder and waits for it. A status of 1 is no failure: some sources of real trees
   * do not compile.
   */
  Run run(Path folder) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    var watch = new PeakMemory(process.toHandle());
    watch.start();
    int status = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    watch.join();
    if (status > 1) {
      throw new IOException(
          name + " ended with status " + status + ": " + String.join(" ", command));
    }
    return new Run(seconds, watch.bytes());
  }

  /**
   * Follows what a process and its children have in memory, as Linux tells; elsewhere it finds
   * nothing.
   */
  private static final class PeakMemory extends Thread {
    private static final long EVERY_MILLIS = 10;

    private final ProcessHandle process;
    private long bytes;

    PeakMemory(ProcessHandle process) {
      super("peak-memory");
      this.process = process;
    }

    @Override
    public void run() {
      try {
        while (process.isAlive()) {
          long now =
              resident(process.pid())
                  + process.descendants().mapToLong(child -> resident(child.pid())).sum();
          bytes = Math.max(bytes, now);
          sleep(EVERY_MILLIS);
        }
      } catch (InterruptedException e) {
        interrupt();
      }
    }

    private static long resident(long pid) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
          if (line.startsWith("VmRSS:")) {
            return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
          }
        }
      } catch (IOException e) {
        // it has ended, or this is no Linux
      }
      return 0;
    }

    long bytes() {
      return bytes;
    }
  }
}
