package dev.pycache.cache.docker;

import java.io.IOException;

/** A pattern in a {@code .dockerignore} that Docker refuses, and with it the whole build. */
public final class BadPatternException extends IOException {
  private static final long serialVersionUID = 1L;

  BadPatternException(String pattern, String reason) {
    super("'" + pattern + "': " + reason);
  }
}
