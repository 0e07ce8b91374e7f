package dev.pycache.cache.status;

import dev.pycache.bytecode.PythonVersion;
import java.io.IOException;

/** The state of a cache file, and what it was told by. */
public sealed interface Finding {
  /** The state. */
  State state();

  /** See {@link State#FRESH}. */
  record Fresh() implements Finding {
    @Override
    public State state() {
      return State.FRESH;
    }
  }

  /** See {@link State#UNCHECKED}. */
  record Unchecked() implements Finding {
    @Override
    public State state() {
      return State.UNCHECKED;
    }
  }

  /** See {@link State#PRESENT}. */
  record Present() implements Finding {
    @Override
    public State state() {
      return State.PRESENT;
    }
  }

  /** See {@link State#STALE}. */
  record Stale(Change change) implements Finding {
    @Override
    public State state() {
      return State.STALE;
    }
  }

  /** See {@link State#MISSING}. */
  record Missing() implements Finding {
    @Override
    public State state() {
      return State.MISSING;
    }
  }

  /**
   * See {@link State#INVALID}.
   *
   * @param failsImport whether an import ends in an error, or not at all; otherwise it compiles the
   *     source, as if there were no cache
   */
  record Invalid(Defect defect, boolean failsImport) implements Finding {
    @Override
    public State state() {
      return State.INVALID;
    }
  }

  /** See {@link State#ORPHAN}. */
  record Orphan() implements Finding {
    @Override
    public State state() {
      return State.ORPHAN;
    }
  }

  /** See {@link State#FOREIGN}. */
  record Foreign(Origin origin) implements Finding {
    @Override
    public State state() {
      return State.FOREIGN;
    }
  }

  /** See {@link State#LEGACY}. */
  record Legacy() implements Finding {
    @Override
    public State state() {
      return State.LEGACY;
    }
  }

  /** See {@link State#SOURCELESS}. */
  record Sourceless() implements Finding {
    @Override
    public State state() {
      return State.SOURCELESS;
    }
  }

  /** See {@link State#LEFTOVER}. */
  record Leftover() implements Finding {
    @Override
    public State state() {
      return State.LEFTOVER;
    }
  }

  /** See {@link State#WRITING}. */
  record Writing() implements Finding {
    @Override
    public State state() {
      return State.WRITING;
    }
  }

  /** See {@link State#OTHER}. */
  record Other() implements Finding {
    @Override
    public State state() {
      return State.OTHER;
    }
  }

  /** See {@link State#UNREADABLE}. */
  record Unreadable(IOException cause) implements Finding {
    @Override
    public State state() {
      return State.UNREADABLE;
    }
  }

  /** What has changed since a cache was made. */
  sealed interface Change {
    /**
     * The time or the size of the source.
     *
     * @param recorded time in the header, in seconds modulo 2**32
     * @param actual time of the source, in whole seconds, as that version compares it: most do
     *     modulo 2**32
     * @param recordedSize size in the header, in bytes modulo 2**32; -1 if headers of that version
     *     have none
     * @param actualSize size of the source, in bytes modulo 2**32
     */
    record Stamp(long recorded, long actual, long recordedSize, long actualSize) implements Change {
      /**
       * How many seconds the source is newer than the header says, as near to zero as can be;
       * negative if it is older.
       */
      public long secondsNewer() {
        int nearest = (int) (actual - recorded);
        return nearest == 0 ? actual - recorded : nearest;
      }

      /** How many bytes the source is larger than the header says, as far as it says that. */
      public long bytesLarger() {
        return recordedSize < 0 ? 0 : (int) (actualSize - recordedSize);
      }
    }

    /**
     * The hash of the source.
     *
     * @param recorded the hash in the header
     * @param actual that of the source
     */
    record Hash(long recorded, long actual) implements Change {}

    /**
     * The release: it was made by a pre-release, or an early patch release, of the version that its
     * tag names, and final releases do not take it.
     *
     * @param release the release that was first to write this magic number, as in {@code "3.14a1"};
     *     empty if that is not known
     */
    record Release(int magic, String release) implements Change {}
  }

  /** Whose a cache is that none of the Pythons that are asked for uses. */
  sealed interface Origin {
    /** One that is good for another version that can be read. */
    record OtherPython(PythonVersion python) implements Origin {}

    /** One of a program that changes code before it is compiled, such as pytest. */
    record OtherProgram(PythonVersion python, String program) implements Origin {}

    /** One of an implementation, or a version, of which nothing is known. */
    record Unknown(String tag) implements Origin {}
  }
}
