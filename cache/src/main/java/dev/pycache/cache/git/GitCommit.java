package dev.pycache.cache.git;

import java.time.Instant;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit.
 *
 * @param id 40 hexadecimal digits
 * @param author name of the author
 * @param time when it was committed
 * @param summary first line of its message
 */
public record GitCommit(String id, String author, Instant time, String summary) {
  private static final int SHORT = 10;

  static GitCommit of(RevCommit commit) {
    return new GitCommit(
        commit.name(),
        commit.getAuthorIdent().getName(),
        Instant.ofEpochSecond(commit.getCommitTime()),
        commit.getShortMessage());
  }

  /** The first digits of the name, as people write it. */
  public String shortId() {
    return id.substring(0, SHORT);
  }
}
