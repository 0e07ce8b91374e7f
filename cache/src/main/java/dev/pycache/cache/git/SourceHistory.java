package dev.pycache.cache.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.StopWalkException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogEntry;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.FollowFilter;
import org.eclipse.jgit.revwalk.RenameCallback;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Goes back in the history of a file, one content after the other, each once: what is staged, then
 * the commits that {@code HEAD} comes from, renames followed, the newest first, then those of other
 * branches, tags and stashes, and those that {@code HEAD} has been at. Nothing is read before it is
 * asked for.
 *
 * <p>For one thread. What a shallow or partial clone lacks is passed over.
 */
public final class SourceHistory implements AutoCloseable {
  /** How many commits are looked at, so that the search in a huge repository comes to an end. */
  private static final int COMMIT_LIMIT = 50_000;

  /** How many former places of {@code HEAD} are looked at. */
  private static final int REFLOG_LIMIT = 500;

  /** No source is longer; the compiler would refuse it too. */
  private static final int SIZE_LIMIT = 256 << 20;

  private enum Phase {
    STAGED,
    HEAD,
    OTHERS,
    END
  }

  private final Repository repository;
  private final String path;
  private final @Nullable ObjectId staged;
  private final ObjectReader reader;

  /** What the file was called, the newest name first. */
  private final List<String> names = new ArrayList<>();

  private final Set<ObjectId> met = new HashSet<>();
  private Phase phase = Phase.STAGED;
  private @Nullable RevWalk walk;

  SourceHistory(Repository repository, String path, @Nullable ObjectId staged) {
    this.repository = repository;
    this.path = path;
    this.staged = staged;
    this.reader = repository.newObjectReader();
    names.add(path);
  }

  /** The next content further back; empty if there is none. */
  public Optional<SourceRevision> next() throws GitException {
    try {
      while (phase != Phase.END) {
        Optional<SourceRevision> found =
            switch (phase) {
              case STAGED -> read(staged, Optional.empty(), path);
              case HEAD, OTHERS -> nextOfWalk();
              case END -> Optional.empty();
            };
        if (found.isPresent()) {
          return found;
        }
        if (walk == null) {
          begin(Phase.values()[phase.ordinal() + 1]);
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw GitException.of(repository.getDirectory().getPath(), e);
    }
  }

  /** Begins a phase: with a walk, or without one if it has nothing to walk over. */
  private void begin(Phase next) throws IOException {
    phase = next;
    if (next == Phase.END || !isSayable(path)) {
      return;
    }
    ObjectId head = repository.resolve(Constants.HEAD);
    var begun = new BoundedWalk(reader);
    if (next == Phase.HEAD) {
      if (head != null) {
        begun.markStart(begun.parseCommit(head));
      }
      FollowFilter follow = FollowFilter.create(path, new Config().get(DiffConfig.KEY));
      follow.setRenameCallback(new Renames());
      begun.setTreeFilter(follow);
    } else {
      for (ObjectId tip : tips()) {
        start(begun, tip);
      }
      if (head != null) {
        begun.markUninteresting(begun.parseCommit(head));
      }
      begun.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
    }
    begun.setRewriteParents(false);
    walk = begun;
  }

  /** Whether JGit's filters, which encode paths as UTF-8, can name a path. */
  private static boolean isSayable(String path) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(path);
  }

  private final class Renames extends RenameCallback {
    @Override
    public void renamed(DiffEntry entry) {
      if (!names.contains(entry.getOldPath())) {
        names.add(entry.getOldPath());
      }
    }
  }

  private Set<ObjectId> tips() throws IOException {
    Set<ObjectId> tips = new HashSet<>();
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      if (ref.getObjectId() != null) {
        tips.add(ref.getObjectId());
      }
    }
    ReflogReader log = repository.getRefDatabase().getReflogReader(Constants.HEAD);
    if (log != null) {
      for (ReflogEntry entry : log.getReverseEntries(REFLOG_LIMIT)) {
        tips.add(entry.getNewId());
      }
    }
    tips.remove(ObjectId.zeroId());
    return tips;
  }

  private static void start(RevWalk walk, ObjectId tip) throws IOException {
    try {
      RevObject object = walk.peel(walk.parseAny(tip));
      if (object instanceof RevCommit commit) {
        walk.markStart(commit);
      }
    } catch (MissingObjectException | IncorrectObjectTypeException gone) {
      // what a reflog names may have been collected
    }
  }

  private Optional<SourceRevision> nextOfWalk() throws IOException {
    RevWalk present = walk;
    if (present == null) {
      return Optional.empty();
    }
    while (true) {
      RevCommit commit;
      try {
        commit = present.next();
      } catch (MissingObjectException shallow) {
        commit = null;
      }
      if (commit == null) {
        walk = null;
        return Optional.empty();
      }
      Optional<SourceRevision> found = read(present, commit);
      if (found.isPresent()) {
        return found;
      }
    }
  }

  private Optional<SourceRevision> read(RevWalk present, RevCommit commit) throws IOException {
    for (String name : names) {
      try (TreeWalk file = TreeWalk.forPath(reader, name, commit.getTree())) {
        if (file != null) {
          ObjectId blob = file.getObjectId(0);
          if (met.contains(blob)) {
            return Optional.empty();
          }
          present.parseBody(commit);
          return read(blob, Optional.of(GitCommit.of(commit)), name);
        }
      } catch (MissingObjectException partial) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<SourceRevision> read(
      @Nullable ObjectId blob, Optional<GitCommit> commit, String name) throws IOException {
    if (blob == null || !met.add(blob)) {
      return Optional.empty();
    }
    try {
      byte[] content = reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(SIZE_LIMIT);
      return Optional.of(new SourceRevision(commit, name, content));
    } catch (MissingObjectException | IncorrectObjectTypeException | LargeObjectException none) {
      return Optional.empty(); // not in this clone; a submodule; no source
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  /** A walk that ends when it has met too many commits. */
  private static final class BoundedWalk extends RevWalk {
    private int met;

    BoundedWalk(ObjectReader reader) {
      super(reader);
    }

    @Override
    protected RevCommit createCommit(AnyObjectId id) {
      if (++met > COMMIT_LIMIT) {
        throw StopWalkException.INSTANCE;
      }
      return super.createCommit(id);
    }
  }
}
