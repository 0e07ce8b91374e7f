package dev.pycache.cache.doctor;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds caches, and folders of caches, that others than those who own the sources can change. */
final class TrustCheck {
  private final Users users = new Users();
  private final List<Place> writable = new ArrayList<>();
  private final List<String> own = new ArrayList<>();
  private final List<Place> foreign = new ArrayList<>();

  /** A folder of caches; {@code sources} is the folder of their sources. */
  void folder(String path, String sources) {
    PosixFileAttributes attributes = attributes(path);
    PosixFileAttributes above = attributes(sources);
    if (attributes != null) {
      look(path, attributes, above == null ? null : above.owner());
    }
  }

  private static @Nullable PosixFileAttributes attributes(String path) {
    try {
      return Files.readAttributes(
          FileNames.toPath(path.isEmpty() ? "." : path),
          PosixFileAttributes.class,
          LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return null; // gone meanwhile, or told of by the look at its caches
    }
  }

  /**
   * A cache, or a folder of them.
   *
   * @param owner who owns the source; null if there is none
   */
  void look(String path, PosixFileAttributes attributes, @Nullable UserPrincipal owner) {
    if (attributes.isSymbolicLink() || attributes.isOther()) {
      return;
    }
    if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      String mode = PosixFilePermissions.toString(attributes.permissions());
      writable.add(new Place(path, 0, mode));
      if (users.isMe(attributes.owner())) {
        own.add(path);
      }
    }
    UserPrincipal user = attributes.owner();
    if (owner != null && !user.equals(owner) && !users.isTrusted(user)) {
      String detail = "owned by " + user.getName() + ", the source by " + owner.getName();
      foreign.add(new Place(path, 0, detail));
    }
  }

  void tell(String root, Report report) {
    if (!writable.isEmpty()) {
      report.found(new Finding.WritableByOthers(root, writable, own));
    }
    if (!foreign.isEmpty()) {
      report.found(new Finding.ForeignOwner(root, foreign));
    }
  }
}
