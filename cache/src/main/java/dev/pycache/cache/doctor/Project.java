package dev.pycache.cache.doctor;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.git.GitException;
import dev.pycache.cache.git.WorkTree;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a project that say what becomes of its caches elsewhere.
 *
 * @param dockerfiles paths of Dockerfiles and Containerfiles
 * @param composeFiles paths of compose files
 * @param workTrees roots of git work trees below the path, itself excepted
 */
record Project(List<String> dockerfiles, List<String> composeFiles, List<String> workTrees) {
  private static final Set<String> OTHERS =
      Set.of(CacheLayout.FOLDER, ".git", ".hg", "node_modules", "site-packages", "dist-packages");

  private static final String VIRTUAL_ENVIRONMENT = "pyvenv.cfg";

  /** More folders above a path than any project has. */
  private static final int HEIGHT = 64;

  /**
   * Looks for them below a path, and in the folders above it up to the root of its work tree. What
   * others brought into the project (libraries, virtual environments) is passed over.
   */
  static Project survey(String path, Report report) {
    var project = new Project(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (Folders.isFolder(path) || Files.isDirectory(FileNames.toPath(path))) {
      project.enter(path, true);
    }
    try {
      project.climb(path);
    } catch (GitException e) {
      report.failed(path, e);
    }
    return project;
  }

  private void enter(String folder, boolean given) {
    String[] names;
    try {
      names = Folders.list(folder);
    } catch (IOException e) {
      return; // the look at the caches tells of it
    }
    if (Arrays.binarySearch(names, VIRTUAL_ENVIRONMENT) >= 0) {
      return;
    }
    if (!given && Arrays.binarySearch(names, ".git") >= 0) {
      workTrees.add(folder);
    }
    for (String name : names) {
      String path = Folders.child(folder, name);
      if (isOfInterest(name)) {
        add(name, path);
      } else if (!OTHERS.contains(name) && Folders.isFolder(path)) {
        enter(path, false);
      }
    }
  }

  private static boolean isOfInterest(String name) {
    return isDockerfile(name) || isComposeFile(name);
  }

  private void add(String name, String path) {
    if (!Files.isRegularFile(FileNames.toPath(path))) {
      return;
    }
    (isDockerfile(name) ? dockerfiles : composeFiles).add(path);
  }

  static boolean isDockerfile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.equals("dockerfile")
            || lower.endsWith(".dockerfile")
            || lower.startsWith("dockerfile.")
            || lower.equals("containerfile")
            || lower.endsWith(".containerfile")
            || lower.startsWith("containerfile."))
        && !lower.endsWith("ignore");
  }

  private static boolean isComposeFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.endsWith(".yml") || lower.endsWith(".yaml"))
        && (lower.startsWith("compose.")
            || lower.startsWith("docker-compose.")
            || lower.startsWith("compose-")
            || lower.startsWith("docker-compose-"));
  }

  /** The folders between a path and the root of its work tree. */
  private void climb(String path) throws GitException {
    Optional<WorkTree> workTree = WorkTree.of(path);
    if (workTree.isEmpty()) {
      return;
    }
    Path root = workTree.get().root();
    String folder = path;
    for (int i = 0; i < HEIGHT && !isSame(folder, root); i++) {
      folder = above(folder);
      try {
        for (String name : Folders.list(folder)) {
          if (isOfInterest(name)) {
            add(name, Folders.child(folder, name));
          }
        }
      } catch (IOException e) {
        return; // not for us to see
      }
    }
  }

  /** The folder above, by names where there are any. */
  private static String above(String folder) {
    String name = CacheLayout.tail(folder);
    String head = CacheLayout.head(folder);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Folders.child(folder, "..");
    }
    return head.isEmpty() ? folder.startsWith("/") ? "/" : "." : head;
  }

  private static boolean isSame(String folder, Path root) {
    try {
      return Files.isSameFile(FileNames.toPath(folder), root);
    } catch (IOException e) {
      return false;
    }
  }
}
