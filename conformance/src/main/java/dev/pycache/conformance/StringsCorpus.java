package dev.pycache.conformance;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every distinct string constant in the files of a tree, taken as a source of its own. Tests of a
 * compiler are full of odd little programs in strings, right and wrong ones. The interpreter finds
 * them, so that what we compare on does not depend on our own parser.
 */
record StringsCorpus(TreeCorpus tree, String python) implements Corpus {
  /** The file name both compilers are told. */
  private static final String FILENAME = "string.py";

  @Override
  public void forEach(Sink sink) throws IOException {
    Path script = Scripts.extract("string_constants.py");
    Path list = Files.createTempFile("pycache-strings", ".txt");
    try {
      Files.write(list, tree.files().stream().map(Path::toString).toList());
      Process process =
          new ProcessBuilder(python, "-I", script.toString())
              .redirectInput(list.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
        readFrames(in, sink);
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            python + " ended with status " + status + " while it listed string constants");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(list);
      Files.delete(script);
    }
  }

  private static void readFrames(DataInputStream in, Sink sink) throws IOException {
    while (true) {
      byte[] name;
      try {
        name = readPart(in);
      } catch (EOFException end) {
        return;
      }
      sink.accept(new Case(new String(name, StandardCharsets.UTF_8), readPart(in), FILENAME));
    }
  }

  private static byte[] readPart(DataInputStream in) throws IOException {
    int length = Integer.reverseBytes(in.readInt());
    byte[] part = in.readNBytes(length);
    if (part.length < length) {
      throw new IOException("the list of string constants ends in the middle of a frame");
    }
    return part;
  }
}
