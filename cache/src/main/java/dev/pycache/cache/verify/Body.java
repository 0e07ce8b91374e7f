package dev.pycache.cache.verify;

import dev.pycache.bytecode.diff.FileDifference;
import dev.pycache.cache.git.GitCommit;
import java.util.Optional;

/** What is behind the header of a cache, compared with its source. */
public sealed interface Body {
  /** The code of the source as it is. */
  record Present(Origin origin) implements Body {}

  /**
   * The code of the source as it was.
   *
   * @param commit the newest commit with that content; empty if it is only staged
   * @param path where the source was then, relative to the work tree
   */
  record Earlier(Optional<GitCommit> commit, String path, Origin origin) implements Body {
    /** How people name the revision. */
    public String revision() {
      return commit.map(GitCommit::shortId).orElse("the index");
    }
  }

  /**
   * Nothing explains it.
   *
   * @param detail a sentence
   * @param difference what the newest release makes of the source, on the left, and the cache, on
   *     the right; empty if the source does not compile, or nobody has asked
   */
  record Unexplained(Cause cause, String detail, Optional<FileDifference> difference)
      implements Body {}

  /** In what a cache is not what its source would give. */
  enum Cause {
    /** Other code. */
    OTHER_CODE,
    /** The code of the source at another level of optimisation than the name says. */
    OTHER_LEVEL,
    /** The right code, but not all code objects say that they are of the same file. */
    FILE_NAMES,
    /** The right code, and more bytes behind it. */
    TRAILING_BYTES,
    /** The source does not compile, so that there is no code of it. */
    NO_CODE
  }

  /**
   * No code, so that an import would fail that gets to it.
   *
   * @param problem what is wrong, and where
   */
  record Damaged(String problem) implements Body {}

  /**
   * Nobody could compare it.
   *
   * @param reason a sentence
   */
  record NotCompared(String reason) implements Body {}
}
