package dev.pycache.cache.git;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A repository that is broken, cannot be read, or uses what JGit does not know. */
public final class GitException extends IOException {
  private static final long serialVersionUID = 1L;

  GitException(String repository, String message, @Nullable Throwable cause) {
    super(repository + ": " + message, cause);
  }

  /** What an exception of JGit's says. */
  static GitException of(String repository, Exception cause) {
    String message = cause.getMessage();
    return new GitException(
        repository,
        "cannot read the git repository: " + (message == null ? cause.toString() : message),
        cause);
  }
}
