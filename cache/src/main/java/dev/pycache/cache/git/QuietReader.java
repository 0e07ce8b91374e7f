package dev.pycache.cache.git;

import java.io.File;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** The surroundings of JGit without the side effects that {@link QuietSystem} speaks of. */
final class QuietReader extends SystemReader {
  /** Where git looks for the settings of a machine if it was built as most are. */
  private static final File SYSTEM_SETTINGS = new File("/etc/gitconfig");

  /** Coarser than the clock of any file system in use but FAT's. */
  private static final long RESOLUTION_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SystemReader real;

  private QuietReader(SystemReader real) {
    this.real = real;
    setPlatformChecker();
  }

  /** Makes them those of this process. May be called again. */
  static synchronized void install() {
    SystemReader present = SystemReader.getInstance();
    if (!(present instanceof QuietReader)) {
      SystemReader.setInstance(new QuietReader(present));
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    boolean none = "1".equals(getenv("GIT_CONFIG_NOSYSTEM"));
    return new KnownClock(parent, none ? new File("/dev/null") : SYSTEM_SETTINGS, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new KnownClock(parent, real.openUserConfig(parent, fs).getFile(), fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new KnownClock(parent, real.openJGitConfig(parent, fs).getFile(), fs);
  }

  /** Settings that also say what JGit would measure. */
  private static final class KnownClock extends FileBasedConfig {
    KnownClock(Config parent, File file, FS fs) {
      super(parent, file, fs);
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long defaultValue, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(RESOLUTION_NANOS, TimeUnit.NANOSECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, unit);
    }
  }

  @Override
  public String getHostname() {
    return real.getHostname();
  }

  @Override
  public String getenv(String variable) {
    return real.getenv(variable);
  }

  @Override
  public String getProperty(String key) {
    return real.getProperty(key);
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // it is not ours, JGit asks for it
  public long getCurrentTime() {
    return now().toEpochMilli();
  }

  @Override
  public Instant now() {
    return real.now();
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  public int getTimezone(long when) {
    return getTimeZoneAt(Instant.ofEpochMilli(when)).getTotalSeconds() / 60;
  }
}
