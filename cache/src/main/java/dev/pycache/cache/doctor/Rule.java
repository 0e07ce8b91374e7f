package dev.pycache.cache.doctor;

import java.util.Optional;

/**
 * What the doctor looks for. Codes and names never change their meaning; codes of one kind begin
 * alike, so that they can be selected together.
 */
public enum Rule {
  TRACKED_CACHE(
      "PYC101",
      "tracked-cache",
      Severity.WARNING,
      "Caches are tracked by git",
      "Every run of another Python changes them: noise in each diff, conflicts in merges; and a"
          + " checkout sets new times, so that they are stale for whoever gets them, or, with hashes"
          + " that are not checked, run instead of the source.",
      "Remove them from the index (git rm --cached) and commit; the files stay on the disk."),
  IGNORE_GAP(
      "PYC102",
      "gitignore-gap",
      Severity.WARNING,
      ".gitignore does not cover all caches",
      "The next 'git add .' commits caches.",
      "Add the patterns to the .gitignore of the repository. What covers them in .git/info/exclude"
          + " or in one's own excludes file does not protect others."),
  CONTEXT_GAP(
      "PYC111",
      "dockerignore-gap",
      Severity.WARNING,
      ".dockerignore lets caches into the build context",
      "Caches of this machine get into the image: each run of the tests makes the layer a new one,"
          + " and what was compiled here, perhaps by another Python or of another state of the"
          + " source, is there beside the sources.",
      "Add the patterns to the .dockerignore. Docker matches whole paths: '__pycache__' is only the"
          + " folder in the root, '**/__pycache__' is all of them."),
  NEVER_COMPILED(
      "PYC112",
      "image-never-compiled",
      Severity.WARNING,
      "A Dockerfile sets PYTHONDONTWRITEBYTECODE and does not compile",
      "Each start of each container compiles all that it imports, and keeps nothing of it.",
      "Compile in the last step of the build: RUN pycache compile, or python -m compileall, on the"
          + " folders that hold sources; uv has --compile-bytecode. Both write caches whatever the"
          + " variable says."),
  COPIED_AFTER_COMPILING(
      "PYC113",
      "copied-after-compiling",
      Severity.WARNING,
      "A Dockerfile copies sources behind the step that compiles",
      "These sources have no caches in the image: the first import in each container compiles them"
          + " anew.",
      "Compile behind the last COPY, or once more for what it brings."),
  NO_COMPILE(
      "PYC114",
      "installed-without-compiling",
      Severity.WARNING,
      "A Dockerfile installs with --no-compile and does not compile",
      "Libraries have no caches in the image: the first import in each container compiles them anew.",
      "Leave --no-compile out, or compile in a later step."),
  FUTURE_TIME(
      "PYC121",
      "future-mtime",
      Severity.WARNING,
      "Sources are dated in the future",
      "Whatever sets a possible time instead (an archive, an image builder that clamps times, a"
          + " touch) makes their caches stale; tools that go by age (make, rsync -u) leave out"
          + " newer states until then.",
      "Set the clock right and touch the files; where times are not kept, use caches by hash:"
          + " pycache compile --invalidation-mode checked-hash."),
  ZEROED_TIME(
      "PYC122",
      "zeroed-mtime",
      Severity.WARNING,
      "Sources all have a time that stands for none",
      "A cache knows its source by time and size. Where every version of a file has the same time,"
          + " the cache of an older version of the same size is taken for good: old code runs.",
      "Use caches by hash there: pycache compile --invalidation-mode unchecked-hash where files"
          + " never change in place (images, store paths), checked-hash otherwise."),
  CLAMPED_TIME(
      "PYC123",
      "clamped-mtime",
      Severity.WARNING,
      "Sources were dated back after their caches were made",
      "Somebody (an image builder, a packager, SOURCE_DATE_EPOCH) set the time of the sources back"
          + " and left their caches: these are stale on arrival, and each start compiles anew where"
          + " it cannot write.",
      "Compile after the times are set, or use caches by hash: pycache compile --invalidation-mode"
          + " unchecked-hash."),
  BROKEN_CACHE(
      "PYC131",
      "broken-cache",
      Severity.ERROR,
      "Caches that make imports fail",
      "The header is good, so that Python uses the file, and what is behind it cannot be loaded: the"
          + " import ends in an error, again and again, as nothing replaces the file.",
      "Delete them; the next import, or pycache compile, makes new ones."),
  UNUSABLE_CACHE(
      "PYC132",
      "unusable-cache",
      Severity.WARNING,
      "Caches that no import uses",
      "The header is not one that Python accepts for this name: the source is compiled instead, at"
          + " each start where the file cannot be replaced.",
      "Delete them; the next import, or pycache compile, makes new ones."),
  BUILD_PATH(
      "PYC133",
      "build-path",
      Severity.NOTE,
      "Caches name the place where they were built",
      "They give away folders, and often the user, of the machine that built them, and differ from"
          + " one builder to the next. An import with the source beside puts the right name in; where"
          + " there is no source, and for tools that read the file itself, tracebacks and coverage"
          + " point to files that are not there.",
      "Compile with the final name: pycache compile -f -s OLD -p NEW, as compileall has it."),
  UNCOMPILED_LIBRARY(
      "PYC141",
      "uncompiled-library",
      Severity.WARNING,
      "Libraries without caches where this user cannot write any",
      "Each start of each process compiles what it imports of them, and keeps nothing of it.",
      "Let who may write there compile them once: pycache compile FOLDER, with the version of the"
          + " interpreter; or give each user a tree of caches by PYTHONPYCACHEPREFIX."),
  WRITABLE_BY_OTHERS(
      "PYC151",
      "writable-by-others",
      Severity.ERROR,
      "Everybody may write caches here",
      "A cache is code: whoever can write it has it run by each user that imports the module, and no"
          + " look at the source shows anything.",
      "Take the permission away (chmod go-w), and ask pycache verify whether the caches come from"
          + " their sources."),
  FOREIGN_OWNER(
      "PYC152",
      "foreign-owner",
      Severity.ERROR,
      "Caches belong to somebody else than their sources",
      "Their owner can have code run by each user that imports the module, without being able to"
          + " change the source.",
      "Ask pycache verify whether they come from their sources; delete them, or give them to the"
          + " owner of the sources (chown).");

  private final String code;
  private final String ruleName;
  private final Severity severity;
  private final String summary;
  private final String cost;
  private final String advice;

  Rule(
      String code, String ruleName, Severity severity, String summary, String cost, String advice) {
    this.code = code;
    this.ruleName = ruleName;
    this.severity = severity;
    this.summary = summary;
    this.cost = cost;
    this.advice = advice;
  }

  /** The code: {@code PYC101}. */
  public String code() {
    return code;
  }

  /** The name: {@code tracked-cache}. */
  public String ruleName() {
    return ruleName;
  }

  /** How much it hurts, as a rule. */
  public Severity severity() {
    return severity;
  }

  /** What it is, in half a line. */
  public String summary() {
    return summary;
  }

  /** What such a thing costs, in one or two sentences. */
  public String cost() {
    return cost;
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }

  /** The rule with this code or name. */
  public static Optional<Rule> parse(String word) {
    for (Rule rule : values()) {
      if (rule.code.equalsIgnoreCase(word) || rule.ruleName.equals(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
