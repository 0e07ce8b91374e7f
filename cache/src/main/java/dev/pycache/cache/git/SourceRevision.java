package dev.pycache.cache.git;

import java.util.Optional;

/**
 * What a source was at some time.
 *
 * @param commit a commit that has this content; empty for what is staged
 * @param path where the file was, relative to the work tree
 * @param content its bytes, as git keeps them
 */
public record SourceRevision(Optional<GitCommit> commit, String path, byte[] content) {
  /** How people name it: the digits of the commit, or the index. */
  public String name() {
    return commit.map(GitCommit::shortId).orElse("the index");
  }
}
