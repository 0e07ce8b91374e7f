package dev.pycache.cache.clean;

import dev.pycache.cache.git.GitException;
import dev.pycache.cache.git.GitRepositories;
import dev.pycache.cache.git.GitRepository;
import dev.pycache.cache.git.WorkTree;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What git tracks. A library for it is only loaded where a folder lies in a work tree. Safe for
 * several threads.
 */
final class Tracking implements AutoCloseable {
  private final Runnable beforeGit;
  private @Nullable GitRepositories repositories;

  Tracking(Runnable beforeGit) {
    this.beforeGit = beforeGit;
  }

  /** The repository of the files in a folder, null if there is none. */
  @Nullable GitRepository of(String folder) throws GitException {
    return WorkTree.of(folder.isEmpty() ? "." : folder).isEmpty()
        ? null
        : repositories().of(folder).orElse(null);
  }

  private synchronized GitRepositories repositories() {
    GitRepositories open = repositories;
    if (open == null) {
      beforeGit.run();
      open = new GitRepositories();
      repositories = open;
    }
    return open;
  }

  /** Whether git tracks a file in a folder of a repository. */
  static boolean isTracked(GitRepository repository, String path) throws GitException {
    Optional<String> name = repository.workTree().relative(path);
    return name.isPresent() && repository.isTracked(name.get());
  }

  @Override
  public synchronized void close() {
    if (repositories != null) {
      repositories.close();
    }
  }
}
