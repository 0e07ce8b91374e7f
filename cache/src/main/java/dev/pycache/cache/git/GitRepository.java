package dev.pycache.cache.git;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The repository of a work tree. What it tells of the index and of rules is as it was when first
 * asked. Safe for several threads; paths are relative to the work tree, with slashes.
 */
public final class GitRepository implements AutoCloseable {
  private final WorkTree workTree;
  private final Repository repository;
  private final IgnoreRules rules;
  private @Nullable DirCache index;

  private GitRepository(WorkTree workTree, Repository repository) {
    this.workTree = workTree;
    this.repository = repository;
    this.rules = new IgnoreRules(repository, workTree.root());
  }

  /**
   * Opens the repository of a work tree.
   *
   * @throws GitException if it is broken
   */
  public static GitRepository open(WorkTree workTree) throws GitException {
    try {
      QuietSystem.ensure();
      Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(workTree.gitFolder().toFile())
              .setWorkTree(workTree.root().toFile())
              .setMustExist(true)
              .build();
      return new GitRepository(workTree, repository);
    } catch (IOException | RuntimeException e) {
      throw GitException.of(workTree.root().toString(), e);
    }
  }

  public WorkTree workTree() {
    return workTree;
  }

  /** Whether a file is in the index; not whether it is there. */
  public boolean isTracked(String path) throws GitException {
    byte[] name = FileNames.toBytes(path);
    return index().findEntry(name, name.length) >= 0;
  }

  /** The files in the index whose paths pass, sorted as git sorts them. */
  public List<String> tracked(Predicate<String> wanted) throws GitException {
    DirCache files = index();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < files.getEntryCount(); i = files.nextEntry(i)) {
      String name = FileNames.ofBytes(files.getEntry(i).getRawPath());
      if (wanted.test(name)) {
        found.add(name);
      }
    }
    return found;
  }

  private synchronized DirCache index() throws GitException {
    if (index == null) {
      try {
        index = repository.readDirCache();
      } catch (IOException | RuntimeException e) {
        throw GitException.of(workTree.root().toString(), e);
      }
    }
    return index;
  }

  /**
   * The commits by which files came into the history of {@code HEAD}, the last time each if it was
   * removed in between. Files that are only staged are not in the answer.
   */
  public Map<String, GitCommit> addedBy(Collection<String> paths) throws GitException {
    Set<String> open = new HashSet<>(paths);
    Map<String, GitCommit> added = new HashMap<>();
    try (RevWalk walk = new RevWalk(repository);
        ObjectReader reader = repository.newObjectReader()) {
      ObjectId head = repository.resolve(Constants.HEAD);
      if (head == null) {
        return added;
      }
      walk.markStart(walk.parseCommit(head));
      RevCommit commit;
      while (!open.isEmpty() && (commit = walk.next()) != null) {
        for (String path : addedIn(walk, reader, commit)) {
          if (open.remove(path)) {
            added.put(path, GitCommit.of(commit));
          }
        }
      }
      return added;
    } catch (IOException | RuntimeException e) {
      throw GitException.of(workTree.root().toString(), e);
    }
  }

  /** What a commit has and none of its parents. */
  private static List<String> addedIn(RevWalk walk, ObjectReader reader, RevCommit commit)
      throws IOException {
    List<String> added = new ArrayList<>();
    try (TreeWalk trees = new TreeWalk(reader)) {
      trees.addTree(commit.getTree());
      for (RevCommit parent : commit.getParents()) {
        trees.addTree(walk.parseCommit(parent).getTree());
      }
      if (commit.getParentCount() == 0) {
        trees.addTree(new EmptyTreeIterator());
      }
      trees.setFilter(TreeFilter.ANY_DIFF);
      while (trees.next()) {
        boolean inParent = false;
        for (int i = 1; i < trees.getTreeCount(); i++) {
          inParent |= trees.getTree(i, CanonicalTreeParser.class) != null;
        }
        if (trees.isSubtree()) {
          trees.enterSubtree();
        } else if (!inParent && trees.getTree(0, CanonicalTreeParser.class) != null) {
          added.add(FileNames.ofBytes(trees.getRawPath()));
        }
      }
    }
    return added;
  }

  /**
   * The rule that decides whether git ignores a path that is not tracked; empty if none speaks of
   * it.
   *
   * @param path need not exist
   * @param folder whether it is one
   */
  public synchronized Optional<IgnoreRule> ignoreRule(String path, boolean folder)
      throws GitException {
    try {
      return rules.deciding(path, folder);
    } catch (IOException | RuntimeException e) {
      throw GitException.of(workTree.root().toString(), e);
    }
  }

  /** The history of a file, which need not exist any more. To be closed. */
  public SourceHistory history(String path) throws GitException {
    byte[] name = FileNames.toBytes(path);
    DirCache files = index();
    int found = files.findEntry(name, name.length);
    DirCacheEntry entry = found < 0 ? null : files.getEntry(found);
    return new SourceHistory(repository, path, entry == null ? null : entry.getObjectId());
  }

  /**
   * Takes files out of the index and leaves them on the disk, as {@code git rm --cached} does.
   *
   * @throws GitException if the index is locked or cannot be written; it is as it was
   */
  public synchronized void removeFromIndex(Collection<String> paths) throws GitException {
    Set<String> unwanted = Set.copyOf(paths);
    DirCache locked = null;
    try {
      locked = repository.lockDirCache();
      DirCacheEditor editor = locked.editor();
      for (int i = 0; i < locked.getEntryCount(); i++) {
        DirCacheEntry entry = locked.getEntry(i);
        if (unwanted.contains(FileNames.ofBytes(entry.getRawPath()))) {
          editor.add(new DirCacheEditor.DeletePath(entry));
        }
      }
      if (!editor.commit()) {
        throw new GitException(workTree.root().toString(), "the index cannot be replaced", null);
      }
      index = null;
    } catch (GitException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw GitException.of(workTree.root().toString(), e);
    } finally {
      if (locked != null) {
        locked.unlock();
      }
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
