package dev.pycache.conformance.fuzz;

import dev.pycache.cli.Main;
import dev.pycache.cli.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands that read caches, on one that may be anything. One thread. */
final class Commands implements AutoCloseable {
  /** What the command says of an exception that nobody foresaw. */
  private static final String FAULT = "a fault of pycache";

  private final Path folder;
  private final Path file;
  private final Path sound;

  Commands() throws IOException {
    folder = Files.createTempDirectory("pycache-fuzz");
    file = folder.resolve("harmed.pyc");
    sound = folder.resolve("sound.pyc");
  }

  /**
   * One of the commands.
   *
   * @param original what was harmed, to compare with
   * @param choice says which command
   * @throws Fault if it says that it is at fault itself, or ends without a word
   */
  void run(byte[] bytes, byte[] original, int choice) throws Fault {
    List<String> words = words(Integer.remainderUnsigned(choice, 12));
    try {
      Files.write(file, bytes);
      Files.write(sound, original);
    } catch (IOException e) {
      throw new Fault("no place for the file", e);
    }
    var out = new Sink();
    var err = new Sink();
    int status = Main.run(words, new Output(out), new Output(err));
    String said = err.start();
    Examination.require(!said.contains(FAULT), words.getFirst() + ": " + said);
    Examination.require(status >= 0 && status <= 2, words + " ended with status " + status);
    Examination.require(
        status < 2 || !said.isEmpty(), words + " ended with status 2 and without a word");
  }

  private List<String> words(int number) {
    String harmed = file.toString();
    String other = sound.toString();
    return switch (number) {
      case 0 -> List.of("dis", harmed);
      case 1 -> List.of("dis", "--format", "json", harmed);
      case 2 -> List.of("dis", other, harmed);
      case 3 -> List.of("dis", "--color", "always", harmed);
      case 4 -> List.of("dis", "--html", folder.resolve("out.html").toString(), harmed);
      case 5 -> List.of("show", harmed);
      case 6 -> List.of("show", "--format", "json", harmed);
      case 7 -> List.of("diff", other, harmed);
      case 8 -> List.of("diff", "--format", "json", harmed, other);
      case 9 -> List.of("diff", "--html", folder.resolve("out.html").toString(), other, harmed);
      case 10 -> List.of("canonicalise", "--check", harmed);
      default -> List.of("canonicalise", harmed);
    };
  }

  @Override
  public void close() throws IOException {
    for (String name : List.of("harmed.pyc", "sound.pyc", "out.html")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  /** Takes any amount and keeps the beginning. */
  private static final class Sink extends OutputStream {
    private static final int KEPT = 4096;
    private static final long MAX_BYTES = 256L << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long size;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      size += length;
      if (size > MAX_BYTES) {
        throw new IllegalStateException("more than " + MAX_BYTES + " bytes of output");
      }
      kept.write(bytes, offset, Math.min(length, KEPT - Math.min(KEPT, kept.size())));
    }

    String start() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
