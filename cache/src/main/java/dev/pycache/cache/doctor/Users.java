package dev.pycache.cache.doctor;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** Who runs this process, and who may do everything anyway. */
final class Users {
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  /** Whoever runs this process; null if that cannot be found out. */
  final @Nullable UserPrincipal me = findMe();

  private final @Nullable UserPrincipal root = lookUp("0");

  private static @Nullable UserPrincipal findMe() {
    try {
      return Files.getOwner(THIS_PROCESS);
    } catch (IOException noSuchSystem) {
      return lookUp(System.getProperty("user.name", ""));
    }
  }

  private static @Nullable UserPrincipal lookUp(String name) {
    try {
      return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
    } catch (IOException none) {
      return null;
    }
  }

  boolean isMe(UserPrincipal user) {
    return user.equals(me);
  }

  /** Whether somebody is trusted with code that this user runs: the user, and root. */
  boolean isTrusted(UserPrincipal user) {
    return isMe(user) || user.equals(root);
  }
}
