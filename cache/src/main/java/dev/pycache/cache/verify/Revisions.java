package dev.pycache.cache.verify;

import dev.pycache.cache.git.GitException;
import dev.pycache.cache.git.GitRepositories;
import dev.pycache.cache.git.GitRepository;
import dev.pycache.cache.git.SourceHistory;
import dev.pycache.cache.git.SourceRevision;
import dev.pycache.cache.path.CacheLayout;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for the revision of a source of which the code in a cache was made. */
final class Revisions implements AutoCloseable {
  private final GitRepositories repositories = new GitRepositories();
  private final int limit;

  /**
   * @param limit how many revisions of a source may be compiled
   */
  Revisions(int limit) {
    this.limit = limit;
  }

  /** Whether the code was made of a source, and by whom; null if it was not. */
  @FunctionalInterface
  interface Match {
    @Nullable Origin of(byte[] source);
  }

  /**
   * The newest revision that matches.
   *
   * @param source the path of the source
   * @param present its bytes, which need not be compiled again
   * @param candidate what a revision has to pass before it is compiled
   */
  Optional<Body.Earlier> find(
      String source, byte[] present, Predicate<byte[]> candidate, Match match) throws GitException {
    if (limit == 0) {
      return Optional.empty();
    }
    Optional<GitRepository> repository = repositories.of(folder(source));
    Optional<String> path =
        repository.isEmpty() ? Optional.empty() : repository.get().workTree().relative(source);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try (SourceHistory history = repository.get().history(path.get())) {
      return search(history, present, candidate, match);
    }
  }

  private static String folder(String source) {
    String head = CacheLayout.head(source);
    return head.isEmpty() && source.startsWith("/") ? "/" : head;
  }

  private Optional<Body.Earlier> search(
      SourceHistory history, byte[] present, Predicate<byte[]> candidate, Match match)
      throws GitException {
    int compiled = 0;
    while (compiled < limit) {
      SourceRevision revision = history.next().orElse(null);
      if (revision == null) {
        break;
      }
      byte[] content = revision.content();
      if (!Arrays.equals(content, present) && candidate.test(content)) {
        compiled++;
        Origin origin = match.of(content);
        if (origin != null) {
          return Optional.of(new Body.Earlier(revision.commit(), revision.path(), origin));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    repositories.close();
  }
}
