package dev.pycache.bytecode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The releases of Python whose bytes are wanted: those that share a magic number still differ in
 * what they emit. A target is named after the one of them that was measured; the others emit the
 * same bytes. Stages ask a target named questions and never compare version numbers.
 *
 * <p>In the order of their release. The changes between them are the entries of CPython's change
 * log that the questions below name.
 */
public enum Target {
  /**
   * 3.11.1 to 3.11.3. Measured were 3.11.2 (Debian's) and, on {@code match}, {@code except*}, swaps
   * and the standard library, 3.11.3 (compiled to WebAssembly); that 3.11.1 is the first is what
   * the change log says. 3.11.0 gave other places to chained comparisons (gh-95921); no interpreter
   * of it was at hand, so there is no target for it.
   */
  CPYTHON_3_11_2(PythonVersion.CPYTHON_3_11, "3.11.2", "3.11.1", "3.11.3"),

  /**
   * 3.11.4 to 3.11.7. Measured was 3.11.7; that 3.11.4 is the first is what the change log says: it
   * has all the changes to the bytes in that release, and none in 3.11.5, 3.11.6 and 3.11.7. It
   * names more in 3.11.9: the place of a failed assertion (gh-116034), and private names in
   * assignment expressions (gh-96497). So nothing is said of 3.11.8 and later.
   */
  CPYTHON_3_11(PythonVersion.CPYTHON_3_11, "3.11.7", "3.11.4", "3.11.5", "3.11.6");

  private final PythonVersion python;
  private final String release;

  @SuppressWarnings("ImmutableEnumChecker") // it comes from List.of
  private final List<String> others;

  Target(PythonVersion python, String release, String... others) {
    this.python = python;
    this.release = release;
    this.others = List.of(others);
  }

  /**
   * The target for a release such as {@code "3.11.2"}, or for the newest one of a version such as
   * {@code "3.11"}, if there is one.
   */
  public static Optional<Target> parse(String text) {
    for (Target target : values()) {
      boolean named = target.isNewest() && target.version().equals(text);
      if (named || target.release.equals(text) || target.others.contains(text)) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  /**
   * All targets that write the magic number of a version, the newest first; empty if there are
   * none.
   */
  public static List<Target> releasesOf(PythonVersion python) {
    List<Target> targets = new ArrayList<>();
    for (Target target : values()) {
      if (target.python == python) {
        targets.addFirst(target);
      }
    }
    return List.copyOf(targets);
  }

  /** The version of Python whose files it makes. */
  public PythonVersion python() {
    return python;
  }

  /** Language version, as in {@code "3.11"}. */
  public String version() {
    return python.version();
  }

  /**
   * The release whose behaviour is reproduced, as in {@code "3.11.7"}; the others of the target
   * emit the same bytes, but may differ in messages and warnings.
   */
  public String release() {
    return release;
  }

  /** All releases that emit the same bytes, the newest first. */
  public List<String> releases() {
    List<String> releases = new ArrayList<>(others);
    releases.add(release);
    releases.sort(Comparator.comparing(Runtime.Version::parse).reversed());
    return releases;
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
   *
   * <p>This says more of an installation than of a release: every process loads the {@code
   * encodings} package, which holds a {@code '*'}, and the mark is in that package's own cache if
   * the process that wrote it had met {@code from m import *} before. It was in the installation of
   * 3.11.7 that was measured, which a build from source made, and not in Debian's of 3.11.2. A
   * process that goes on to compile such an import has {@code '*'} interned from there on.
   */
  public String internedCharacters() {
    return since(CPYTHON_3_11) ? "*" : "";
  }

  /**
   * Whether a body whose only annotations of variables are inside {@code match} has {@code
   * __annotations__} set up (gh-105164).
   */
  public boolean findsAnnotationsInMatch() {
    return since(CPYTHON_3_11);
  }

  /**
   * Whether the jump behind the statements of a {@code case} has no place, instead of that which
   * the last statement left (gh-103971).
   */
  public boolean leavesCasesWithoutPlace() {
    return since(CPYTHON_3_11);
  }

  /**
   * Whether the test of an {@code except*} clause falls into the clause and jumps if nothing
   * matches, instead of the other way round (gh-101517).
   */
  public boolean fallsIntoExceptStar() {
    return since(CPYTHON_3_11);
  }

  /**
   * Whether a swap is kept if two stores to the same variable would change places without it
   * (gh-104615).
   */
  public boolean keepsOrderOfStores() {
    return since(CPYTHON_3_11);
  }

  /** Whether a NUL in a source is a SyntaxError, instead of a ValueError (gh-96670, in 3.11.4). */
  public boolean hasSyntaxErrorForNull() {
    return since(CPYTHON_3_11);
  }

  /**
   * Whether the error for a character that bytes cannot hold is at the literal, instead of at the
   * parser's last token (gh-102310, in 3.11.4).
   */
  public boolean pointsAtBadBytes() {
    return since(CPYTHON_3_11);
  }

  /**
   * Whether a character that is not ASCII ends a number, so that an error is about the character
   * and not about the number (gh-88943, in 3.11.6).
   */
  public boolean endsNumberAtNonAscii() {
    return since(CPYTHON_3_11);
  }

  /**
   * Whether the parser's second pass, which looks for a better error, does not issue the warnings
   * of the first again (gh-111380, in 3.11.7).
   */
  public boolean warnsInFirstPassOnly() {
    return since(CPYTHON_3_11);
  }

  /** Whether it is {@code first} or a later one. */
  private boolean since(Target first) {
    return compareTo(first) >= 0;
  }

  private boolean isNewest() {
    int next = ordinal() + 1;
    return next == values().length || values()[next].python != python;
  }

  /** What a user names it by: the version for the newest target of it, a release for others. */
  @Override
  public String toString() {
    return isNewest() ? version() : release;
  }
}
