package dev.pycache.cache.doctor;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.file.CacheStore;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.git.GitRepository;
import dev.pycache.cache.git.WorkTree;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.status.CacheStatus;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.status.StatusListener;
import dev.pycache.cache.status.StatusOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out {@linkplain Edit edits}. Each is done as a whole or not at all. */
public final class Mender {
  /** What a new text file may be, subject to the umask. */
  private static final Set<PosixFilePermission> NEW_FILE =
      PosixFilePermissions.fromString("rw-rw-rw-");

  private final CacheStore store = new CacheStore();
  private final Optional<String> prefix;

  /** For caches beside their sources. */
  public Mender() {
    this(Optional.empty());
  }

  /**
   * @param prefix as in {@link DoctorOptions}
   */
  public Mender(Optional<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * Does it.
   *
   * @throws IOException if that cannot be done, or is not right any more; then nothing has changed
   * @throws InterruptedException if the calling thread is interrupted; then nothing has changed
   */
  public void apply(Edit edit) throws IOException, InterruptedException {
    switch (edit) {
      case Edit.AppendLines append -> append(append);
      case Edit.Untrack untrack -> untrack(untrack);
      case Edit.DeleteCache delete -> delete(delete.path());
      case Edit.TakeWritePermission take -> takeWritePermission(take.path());
    }
  }

  private void append(Edit.AppendLines append) throws IOException {
    Path path = FileNames.toPath(append.path());
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      store.write(append.path(), appended(new byte[0], append.lines()), NEW_FILE);
      return;
    }
    byte[] old = Files.readAllBytes(path);
    store.rewrite(
        append.path(), appended(old, append.lines()), Files.getPosixFilePermissions(path));
  }

  /**
   * A text with lines behind it; its own are not touched, and its line ends are those of the new.
   */
  public static byte[] appended(byte[] text, List<String> lines) {
    var out = new ByteArrayOutputStream(text.length + 64);
    out.writeBytes(text);
    String end = isWindowsText(text) ? "\r\n" : "\n";
    if (text.length > 0 && text[text.length - 1] != '\n') {
      out.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
    }
    for (String line : lines) {
      out.writeBytes(FileNames.toBytes(line + end));
    }
    return out.toByteArray();
  }

  /** Whether the first line ends as on Windows. */
  private static boolean isWindowsText(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        return i > 0 && text[i - 1] == '\r';
      }
    }
    return false;
  }

  private static void untrack(Edit.Untrack untrack) throws IOException {
    Optional<WorkTree> workTree = WorkTree.of(untrack.path());
    if (workTree.isEmpty()) {
      throw new FileSystemException(untrack.path(), null, "is in no git repository any more");
    }
    try (GitRepository repository = GitRepository.open(workTree.get())) {
      repository.removeFromIndex(untrack.files());
    }
  }

  /** Looks once more: another process may have put a good one in its place. */
  private void delete(String path) throws IOException, InterruptedException {
    var options =
        new StatusOptions(
            prefix,
            List.of(Target.newest().python()),
            List.of(""),
            HashCheck.DEFAULT,
            StatusOptions.Depth.BODIES,
            1);
    var still = new boolean[1];
    new CacheStatus(options)
        .look(
            List.of(path),
            new StatusListener() {
              @Override
              public void entry(StatusEntry entry) {
                still[0] |= entry.state() == State.INVALID && entry.cache().equals(path);
              }

              @Override
              public void unreadable(String where, IOException cause) {}
            });
    if (!still[0]) {
      throw new FileSystemException(path, null, "is not what it was; it stays");
    }
    Files.delete(FileNames.toPath(path));
  }

  private static void takeWritePermission(String path) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(
            FileNames.toPath(path), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      permissions.addAll(view.readAttributes().permissions());
      permissions.remove(PosixFilePermission.GROUP_WRITE);
      permissions.remove(PosixFilePermission.OTHERS_WRITE);
      view.setPermissions(permissions);
    } catch (NoSuchFileException gone) {
      // then nobody can write it
    }
  }
}
