package dev.pycache.cache.doctor;

import java.util.ArrayList;
import java.util.List;

/** Something that hurts, with all places of its kind. */
public sealed interface Finding {
  /** What it is. */
  Rule rule();

  /** The file it is about, or the folder that all places are in. */
  String path();

  /** Number of the line, from 1 on; 0 if it is not about one. */
  default int line() {
    return 0;
  }

  /** One sentence without a full stop, which says what was found and how much of it. */
  String message();

  /** All places, in order; not empty. */
  List<Place> places();

  /** How much it hurts. */
  default Severity severity() {
    return rule().severity();
  }

  /** What mends it without losing anything; empty if there is no such thing. */
  default List<Edit> fix() {
    return List.of();
  }

  /** Whether nothing of the finding is left when all of {@link #fix} is done. */
  default boolean isMendable() {
    return false;
  }

  /**
   * See {@link Rule#TRACKED_CACHE}.
   *
   * @param path root of the work tree
   * @param tracked the caches in the index, relative to it
   * @param places the same, with the commits that added them
   */
  record TrackedCaches(String path, List<String> tracked, List<Place> places) implements Finding {
    @Override
    public Rule rule() {
      return Rule.TRACKED_CACHE;
    }

    @Override
    public String message() {
      return Words.count(tracked.size(), "cache is", "caches are") + " tracked by git";
    }

    @Override
    public List<Edit> fix() {
      return List.of(new Edit.Untrack(path, tracked));
    }

    @Override
    public boolean isMendable() {
      return true;
    }
  }

  /**
   * See {@link Rule#IGNORE_GAP}.
   *
   * @param path the {@code .gitignore} in the root of the work tree, which may not exist
   * @param missing patterns that are not covered
   * @param ownExcludes those of them that only this user, or only this clone, has excluded
   * @param mendable those of them that nobody takes back on purpose
   * @param places paths that caches would have and git would add
   */
  record IgnoreGap(
      String path,
      List<String> missing,
      List<String> ownExcludes,
      List<String> mendable,
      List<Place> places)
      implements Finding {
    @Override
    public Rule rule() {
      return Rule.IGNORE_GAP;
    }

    /** Caches in {@code __pycache__} are what everybody has; the others are rare. */
    @Override
    public Severity severity() {
      return missing.contains(IgnorePatterns.FOLDER) ? Severity.WARNING : Severity.NOTE;
    }

    @Override
    public String message() {
      String patterns = "the repository does not ignore " + String.join(" ", missing);
      return ownExcludes.isEmpty()
          ? patterns
          : patterns
              + "; your own excludes cover "
              + (ownExcludes.equals(missing) ? "that" : String.join(" ", ownExcludes))
              + ", but for nobody else";
    }

    @Override
    public List<Edit> fix() {
      return mendable.isEmpty() ? List.of() : List.of(new Edit.AppendLines(path, mendable));
    }

    @Override
    public boolean isMendable() {
      return mendable.equals(missing);
    }
  }

  /**
   * See {@link Rule#CONTEXT_GAP}.
   *
   * @param path the {@code .dockerignore}, which may not exist
   * @param dockerfile the Dockerfile that copies the sources
   * @param missing patterns that are not covered
   * @param onlyRoot patterns that are there and mean the root alone; somebody may have meant more
   * @param places paths that caches have, or would have, in the context
   */
  record ContextGap(
      String path,
      String dockerfile,
      List<String> missing,
      List<String> onlyRoot,
      List<Place> places)
      implements Finding {
    @Override
    public Rule rule() {
      return Rule.CONTEXT_GAP;
    }

    /** As with git: what lies beside sources is rare. */
    @Override
    public Severity severity() {
      return missing.contains(IgnorePatterns.DOCKER_FOLDER) ? Severity.WARNING : Severity.NOTE;
    }

    @Override
    public String message() {
      String message = "caches get into the build context of " + dockerfile;
      return onlyRoot.isEmpty()
          ? message
          : message + "; '" + String.join("', '", onlyRoot) + "' is for its root alone";
    }

    @Override
    public List<Edit> fix() {
      return List.of(new Edit.AppendLines(path, missing));
    }

    @Override
    public boolean isMendable() {
      return true;
    }
  }

  /**
   * See {@link Rule#NEVER_COMPILED}, {@link Rule#COPIED_AFTER_COMPILING}, {@link Rule#NO_COMPILE}.
   *
   * @param path the Dockerfile
   * @param line the instruction
   * @param instruction its text
   */
  record ColdImage(Rule rule, String path, int line, String instruction, List<Place> places)
      implements Finding {
    @Override
    public String message() {
      return switch (rule) {
        case NEVER_COMPILED ->
            "PYTHONDONTWRITEBYTECODE is set, and the build leaves sources uncompiled";
        case COPIED_AFTER_COMPILING -> "sources are copied behind the step that compiles";
        case NO_COMPILE -> "libraries are installed without being compiled";
        default -> throw new IllegalStateException(rule.code());
      };
    }
  }

  /** See {@link Rule#FUTURE_TIME}, {@link Rule#ZEROED_TIME}, {@link Rule#CLAMPED_TIME}. */
  record OddTimes(Rule rule, String path, List<Place> places) implements Finding {
    @Override
    public String message() {
      int count = places.size();
      return switch (rule) {
        case FUTURE_TIME -> Words.count(count, "source is", "sources are") + " dated in the future";
        case ZEROED_TIME ->
            Words.count(count, "source has", "sources have") + " a time that stands for none";
        case CLAMPED_TIME ->
            Words.count(count, "cache is of a source that was", "caches are of sources that were")
                + " dated back: stale on arrival";
        default -> throw new IllegalStateException(rule.code());
      };
    }
  }

  /**
   * See {@link Rule#BROKEN_CACHE} and {@link Rule#UNUSABLE_CACHE}.
   *
   * @param deletable those of the places that can be made anew from their sources
   */
  record BadCaches(Rule rule, String path, List<Place> places, List<String> deletable)
      implements Finding {
    @Override
    public String message() {
      String count = Words.count(places.size(), "cache", "caches");
      return switch (rule) {
        case BROKEN_CACHE -> count + " cannot be loaded: the import fails";
        case UNUSABLE_CACHE -> count + " without a header that any import accepts";
        default -> throw new IllegalStateException(rule.code());
      };
    }

    @Override
    public List<Edit> fix() {
      List<Edit> edits = new ArrayList<>();
      deletable.forEach(each -> edits.add(new Edit.DeleteCache(each)));
      return edits;
    }

    @Override
    public boolean isMendable() {
      return deletable.size() == places.size();
    }
  }

  /**
   * See {@link Rule#BUILD_PATH}.
   *
   * @param path root of the tree as it is now
   * @param recorded root of the tree as its caches name it
   */
  record BuildPaths(String path, String recorded, List<Place> places) implements Finding {
    @Override
    public Rule rule() {
      return Rule.BUILD_PATH;
    }

    @Override
    public String message() {
      return Words.count(places.size(), "cache names", "caches name")
          + " sources below "
          + recorded
          + ", which is not where they are";
    }
  }

  /**
   * See {@link Rule#UNCOMPILED_LIBRARY}.
   *
   * @param path folder of the libraries: {@code site-packages}, {@code lib/python3.11}
   * @param tag tag of the interpreter whose caches are missing; empty if any would do
   * @param bytes size of the sources without caches
   * @param places these sources
   */
  record UncompiledLibrary(String path, String tag, long bytes, List<Place> places)
      implements Finding {
    @Override
    public Rule rule() {
      return Rule.UNCOMPILED_LIBRARY;
    }

    @Override
    public String message() {
      return Words.count(places.size(), "source", "sources")
          + " of libraries ("
          + Words.bytes(bytes)
          + ") without a cache"
          + (tag.isEmpty() ? "" : " of " + tag)
          + ", in a folder that you cannot write";
    }
  }

  /**
   * See {@link Rule#WRITABLE_BY_OTHERS}.
   *
   * @param own those of the places that belong to this user
   */
  record WritableByOthers(String path, List<Place> places, List<String> own) implements Finding {
    @Override
    public Rule rule() {
      return Rule.WRITABLE_BY_OTHERS;
    }

    @Override
    public String message() {
      return "everybody may write "
          + Words.count(places.size(), "cache or folder of caches", "caches and folders of caches");
    }

    @Override
    public List<Edit> fix() {
      List<Edit> edits = new ArrayList<>();
      own.forEach(each -> edits.add(new Edit.TakeWritePermission(each)));
      return edits;
    }

    @Override
    public boolean isMendable() {
      return own.size() == places.size();
    }
  }

  /** See {@link Rule#FOREIGN_OWNER}. */
  record ForeignOwner(String path, List<Place> places) implements Finding {
    @Override
    public Rule rule() {
      return Rule.FOREIGN_OWNER;
    }

    @Override
    public String message() {
      return Words.count(places.size(), "cache or folder", "caches and folders")
          + " of somebody who does not own the sources";
    }
  }
}
