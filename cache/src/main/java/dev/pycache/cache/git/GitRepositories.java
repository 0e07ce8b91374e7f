package dev.pycache.cache.git;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The repositories of many paths, each opened once, when it is first needed. Safe for several
 * threads.
 */
public final class GitRepositories implements AutoCloseable {
  private final Map<String, Optional<WorkTree>> workTrees = new HashMap<>();
  private final Map<WorkTree, GitRepository> open = new HashMap<>();

  /**
   * The repository whose work tree holds the files of a folder; empty if there is none.
   *
   * @throws GitException if there is one and it is broken
   */
  public synchronized Optional<GitRepository> of(String folder) throws GitException {
    Optional<WorkTree> workTree = workTrees.get(folder);
    if (workTree == null) {
      workTree = WorkTree.of(folder.isEmpty() ? "." : folder);
      workTrees.put(folder, workTree);
    }
    if (workTree.isEmpty()) {
      return Optional.empty();
    }
    GitRepository repository = open.get(workTree.get());
    if (repository == null) {
      repository = GitRepository.open(workTree.get());
      open.put(workTree.get(), repository);
    }
    return Optional.of(repository);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(GitRepository::close);
    open.clear();
    workTrees.clear();
  }
}
