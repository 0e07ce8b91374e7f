package dev.pycache.cache.git;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder under git's control, found without git's code.
 *
 * @param root the folder, absolute and without symbolic links
 * @param gitFolder what git keeps of it: {@code .git} in the folder, or where a file of that name
 *     points to, as in linked work trees and submodules
 */
public record WorkTree(Path root, Path gitFolder) {
  private static final String NAME = ".git";
  private static final String POINTER = "gitdir: ";

  /** No pointer is longer; what is, is something else. */
  private static final int POINTER_LIMIT = 1 << 16;

  /**
   * The innermost work tree that a path is in, whether the path exists or not. As for git, a folder
   * {@code .git} that holds no repository does not count.
   *
   * @param path a file or a folder; its folder's symbolic links are followed
   * @return empty if there is none
   * @throws GitException if there is a {@code .git} that points nowhere
   */
  public static Optional<WorkTree> of(String path) throws GitException {
    Path there = existing(FileNames.toPath(path).toAbsolutePath().normalize());
    Path folder = there == null ? null : real(there);
    while (folder != null) {
      Path git = folder.resolve(NAME);
      if (isRepository(git)) {
        return Optional.of(new WorkTree(folder, git));
      }
      if (Files.isRegularFile(git)) {
        return Optional.of(new WorkTree(folder, target(git)));
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /** The nearest folder above a path that is there, or the path itself if it is a folder. */
  private static @Nullable Path existing(Path path) {
    Path folder = path;
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder; // gone meanwhile, or not for us to read: then there is no .git to see either
    }
  }

  /** What git itself looks for ({@code is_git_directory}). */
  private static boolean isRepository(Path git) {
    return Files.isDirectory(git)
        && Files.exists(git.resolve("HEAD"))
        && (Files.isDirectory(git.resolve("objects")) || Files.exists(git.resolve("commondir")));
  }

  private static Path target(Path pointer) throws GitException {
    String text;
    try (InputStream in = Files.newInputStream(pointer)) {
      text = FileNames.ofBytes(in.readNBytes(POINTER_LIMIT)).strip();
    } catch (IOException e) {
      throw GitException.of(pointer.toString(), e);
    }
    if (!text.startsWith(POINTER)) {
      throw new GitException(pointer.toString(), "is no git repository and points to none", null);
    }
    Path folder = pointer.resolveSibling(FileNames.toPath(text.substring(POINTER.length())));
    if (!isRepository(folder)) {
      throw new GitException(
          pointer.toString(), "points to " + folder + ", which is no git repository", null);
    }
    return folder.normalize();
  }

  /**
   * A path as git names it: relative to the root.
   *
   * @return empty if the path is not in this work tree, or the root itself
   */
  public Optional<String> relative(String path) {
    Path file = FileNames.toPath(path).toAbsolutePath().normalize();
    Path there = file.getParent() == null ? null : existing(file.getParent());
    if (there == null) {
      return Optional.empty();
    }
    Path whole = real(there).resolve(there.relativize(file));
    if (!whole.startsWith(root) || whole.equals(root)) {
      return Optional.empty();
    }
    return Optional.of(name(root.relativize(whole)));
  }

  /** The name of a path, whatever its bytes. */
  private static String name(Path path) {
    var name = new StringBuilder();
    for (Path part : path) {
      name.append(name.isEmpty() ? "" : "/").append(FileNames.lastName(part));
    }
    return name.toString();
  }
}
