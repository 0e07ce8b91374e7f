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
  CPYTHON_3_11(PythonVersion.CPYTHON_3_11, "3.11.7", "3.11.4", "3.11.5", "3.11.6"),

  /**
   * 3.12.1 and 3.12.2. Measured was 3.12.1; that 3.12.2 emits the same is what the change log says.
   * It names more in 3.12.3: the place of a failed assertion (gh-116034), {@code super()} in
   * comprehensions (gh-114828), and private names in assignment expressions (gh-96497).
   */
  CPYTHON_3_12_1(PythonVersion.CPYTHON_3_12, "3.12.1", "3.12.2"),

  /**
   * 3.12.7. Measured was 3.12.7 (compiled to WebAssembly), which differs from 3.12.1 in most files:
   * in the marks of strings of one character, in places inside comprehensions and in f-strings. No
   * change log of 3.12.4 to 3.12.7, and no later release, was at hand.
   */
  CPYTHON_3_12(PythonVersion.CPYTHON_3_12, "3.12.7"),

  /**
   * 3.13.0. Measured was 3.13.0. 3.13.1 has the second {@code GET_ITER} of 3.13.2 (gh-125038) and
   * the f-strings of 3.13.0 (gh-124363, gh-129093, in 3.13.2): there is no target for it.
   */
  CPYTHON_3_13_0(PythonVersion.CPYTHON_3_13, "3.13.0"),

  /**
   * 3.13.2, which was measured (compiled to WebAssembly). 3.13.3 heeds {@code barry_as_FLUFL}
   * (gh-125331) and finds another end of expressions with {@code =} (gh-130618).
   */
  CPYTHON_3_13_2(PythonVersion.CPYTHON_3_13, "3.13.2"),

  /**
   * 3.13.3 and 3.13.5. Measured was 3.13.5 (Debian's); that 3.13.3 emits the same of what both
   * accept is what the change log says. 3.13.3 accepts two things more: line feeds in format
   * specifications (gh-129958, in 3.13.4), and names that are constants in another script
   * (gh-133516, in 3.13.4). 3.13.4 made other generators and comprehensions (gh-127682), which
   * 3.13.5 took back (gh-135171).
   */
  CPYTHON_3_13_5(PythonVersion.CPYTHON_3_13, "3.13.5", "3.13.3"),

  /**
   * 3.13.16 to 3.13.18. Measured was 3.13.18 (Debian's); the change log names nothing that changes
   * bytes or errors in the last two. Those between 3.13.5 and 3.13.16 are like neither: they have
   * raw format specifications and number signs (gh-137314, gh-135148, in 3.13.6), then names of
   * characters in any case and {@code __classdict__} in comprehensions (gh-80667, gh-145701, in
   * 3.13.13), and texts of expressions as in 3.13.18 not before 3.13.16 (gh-154711, gh-155525). No
   * interpreter of them was at hand, so there is no target for them.
   */
  CPYTHON_3_13(PythonVersion.CPYTHON_3_13, "3.13.18", "3.13.16", "3.13.17"),

  /**
   * 3.14.1 to 3.14.3. Measured were 3.14.2 (compiled to WebAssembly) and 3.14.3; 3.14.1 is what the
   * change log says. 3.14.0 read other things in f-strings (gh-139516), 3.14.4 accepts more
   * (gh-145701, gh-80667).
   */
  CPYTHON_3_14_2(PythonVersion.CPYTHON_3_14, "3.14.2", "3.14.1", "3.14.3"),

  /**
   * 3.14.10 (Debian's), which was measured. It folds long literals that 3.14.2 does not (gh-146455,
   * in 3.14.5), and calls {@code any()}, {@code all()} and {@code tuple()} of asynchronous
   * generators (gh-149122, in 3.14.5). 3.14.5 fails over {@code __class__} in functions within a
   * comprehension of a class (gh-150700); whether 3.14.6 to 3.14.9 do was not to be found out.
   */
  CPYTHON_3_14(PythonVersion.CPYTHON_3_14, "3.14.10");

  /** All characters below U+0100. */
  private static final String LATIN_1 = latin1();

  private final PythonVersion python;
  private final String release;

  @SuppressWarnings("ImmutableEnumChecker") // it comes from List.of
  private final List<String> others;

  Target(PythonVersion python, String release, String... others) {
    this.python = python;
    this.release = release;
    this.others = List.of(others);
  }

  private static String latin1() {
    var text = new char[256];
    for (char c = 0; c < text.length; c++) {
      text[c] = c;
    }
    return new String(text);
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

  /** The newest release of all. */
  public static Target newest() {
    return values()[values().length - 1];
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
   * holds it. In 3.12.7 and from 3.13 on that is all of them (gh-113993).
   *
   * <p>Before, this says more of an installation than of a release: every process loads the {@code
   * encodings} package, which holds a {@code '*'}, and the mark is in that package's own cache if
   * the process that wrote it had met {@code from m import *} before. It was in the installation of
   * 3.11.7 that was measured, which a build from source made, and not in Debian's of 3.11.2. A
   * process that goes on to compile such an import has {@code '*'} interned from there on.
   */
  public String internedCharacters() {
    return isAtLeast(CPYTHON_3_12) ? LATIN_1 : isAtLeast(CPYTHON_3_11) ? "*" : "";
  }

  /**
   * Whether it is {@code first} or a later one. For the classes of named questions only: a stage
   * asks those.
   */
  public boolean isAtLeast(Target first) {
    // Not by compareTo, which asks for classes each time: each stage has dozens of questions.
    return ordinal() >= first.ordinal();
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
