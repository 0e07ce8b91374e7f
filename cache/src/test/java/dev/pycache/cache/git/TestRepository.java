package dev.pycache.cache.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A repository in a temporary folder. */
public final class TestRepository implements AutoCloseable {
  private final Path root;
  private final Git git;
  private long time = 1_700_000_000;

  public TestRepository(Path root) throws GitAPIException {
    QuietSystem.install();
    this.root = root;
    this.git = Git.init().setDirectory(root.toFile()).call();
  }

  /** Writes a file. */
  public Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Stages all that is there and that has gone, and commits it; returns the id. */
  public String commit(String message) throws GitAPIException {
    stage();
    var who =
        new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(time += 60), ZoneOffset.UTC);
    return git.commit()
        .setMessage(message)
        .setAuthor(who)
        .setCommitter(who)
        .setSign(false)
        .call()
        .name();
  }

  /** Stages all that is there and that has gone. */
  public void stage() throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
  }

  public Git git() {
    return git;
  }

  @Override
  public void close() {
    git.close();
  }
}
