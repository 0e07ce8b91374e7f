package dev.pycache.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Real files after damage: characters, tokens or lines deleted, doubled, moved or inserted, one to
 * three times a file. Case {@code n} of a seed is the same in every run over the same tree.
 *
 * @param count how many cases
 * @param maxBytes larger files are not taken, to keep a run short
 */
record DamagedCorpus(TreeCorpus tree, long seed, int first, int count, int maxBytes)
    implements Corpus {
  @Override
  public void forEach(Sink sink) throws IOException {
    List<Path> files = tree.files().stream().filter(this::isTaken).toList();
    if (files.isEmpty()) {
      throw new IOException("no source of at most " + maxBytes + " bytes below " + tree.roots());
    }
    for (int n = first; n < first + count; n++) {
      var random = new SplittableRandom(seed * 1_000_003 + n);
      Path file = files.get(random.nextInt(files.size()));
      byte[] damaged = new Damage(random).apply(Files.readAllBytes(file));
      sink.accept(new Case(seed + "#" + n + " " + file, damaged, "damaged.py"));
    }
  }

  private boolean isTaken(Path file) {
    try {
      long size = Files.size(file);
      return size > 0 && size <= maxBytes;
    } catch (IOException e) {
      return false;
    }
  }
}
