package dev.pycache.bytecode;

import java.util.Optional;

/**
 * The release of Python whose bytes are wanted, patch level included: releases that share a magic
 * number still differ in what they emit. Stages ask a target named questions and never compare
 * version numbers.
 */
public enum Target {
  CPYTHON_3_11(PythonVersion.CPYTHON_3_11, "3.11.7");

  private final PythonVersion python;
  private final String release;

  Target(PythonVersion python, String release) {
    this.python = python;
    this.release = release;
  }

  /** The target for {@code "3.11"} or {@code "3.11.7"}, if there is one. */
  public static Optional<Target> parse(String text) {
    for (Target target : values()) {
      if (target.version().equals(text) || target.release.equals(text)) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  /** The version of Python whose files it makes. */
  public PythonVersion python() {
    return python;
  }

  /** Language version, as in {@code "3.11"}. */
  public String version() {
    return python.version();
  }

  /** The release whose behaviour is reproduced, as in {@code "3.11.7"}. */
  public String release() {
    return release;
  }

  /** {@code sys.implementation.cache_tag} (PEP 3147). */
  public String cacheTag() {
    return python.cacheTag();
  }

  /**
   * The magic number, without the two bytes 0D 0A that follow it in a file ({@code
   * importlib.util.MAGIC_NUMBER}).
   */
  public int magic() {
    return python.magic();
  }

  /**
   * The one-character Latin-1 strings that a fresh process has interned although they do not look
   * like names; each is one object of the process, so the mark shows in every {@code .pyc} that
   * holds it.
   */
  public String internedCharacters() {
    return "*";
  }

  @Override
  public String toString() {
    return version();
  }
}
