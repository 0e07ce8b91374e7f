package dev.pycache.cache.git;

/**
 * The surroundings of JGit without side effects: no {@code git} is started, and nothing is written
 * into repositories or the user's settings to find out how fine the times of the file system are.
 *
 * <p>They are those of the whole process, so that only a program that owns it may ask for them.
 * They are put up with the first repository; until then nothing of JGit is loaded.
 */
public final class QuietSystem {
  private static volatile boolean wanted;

  private QuietSystem() {}

  /** Asks for them. May be called again. */
  public static void install() {
    wanted = true;
  }

  /** Puts them up if somebody has asked for them. */
  static void ensure() {
    if (wanted) {
      QuietReader.install();
    }
  }
}
