package dev.pycache.cache.status;

import dev.pycache.bytecode.marshal.MarshalProblem;

/** What is wrong with a file that has the name and the place of a cache. */
public sealed interface Defect {
  /** No magic number at all. */
  record NoMagic() implements Defect {}

  /**
   * The magic number is not one of the version that the name says.
   *
   * @param writer the version that it belongs to, as in {@code "3.12"}; empty if it is unknown
   */
  record WrongMagic(int magic, String writer) implements Defect {}

  /** The file ends within the header. */
  record Truncated(long size, int wanted) implements Defect {}

  /** The header has flags that no Python knows. */
  record UnknownFlags(int flags) implements Defect {}

  /** What is behind the header is no code object that could be loaded. */
  record BadCode(MarshalProblem problem) implements Defect {}

  /** No regular file, nor a symbolic link to one. */
  record NotRegular(Kind kind) implements Defect {
    /** What it is instead. */
    public enum Kind {
      FOLDER,
      /** A symbolic link that leads nowhere. */
      DANGLING_LINK,
      /** A pipe, a socket, a device: to open it may take for ever. */
      SPECIAL
    }

    /** Whether it is a folder. */
    public boolean isFolder() {
      return kind == Kind.FOLDER;
    }
  }
}
