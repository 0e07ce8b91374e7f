package dev.pycache.cache.git;

import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which git ignores paths, as {@code check-ignore} goes through them: a folder that is
 * ignored takes all below it along; of the rules for a path the last one of the innermost {@code
 * .gitignore} decides, then {@code info/exclude}, then the user's own. Matching is JGit's.
 *
 * <p>For one thread at a time: files are read once, when they are needed.
 */
final class IgnoreRules {
  /** More is no list of rules. */
  private static final long SIZE_LIMIT = 16 << 20;

  private final Repository repository;
  private final Path root;
  private final Map<String, List<Entry>> perFolder = new HashMap<>();
  private @Nullable List<Entry> beyond;

  private record Entry(FastIgnoreRule matcher, IgnoreRule rule) {}

  IgnoreRules(Repository repository, Path root) {
    this.repository = repository;
    this.root = root;
  }

  /**
   * The rule that decides on a path; empty if there is none.
   *
   * @param path relative to the work tree, which need not exist
   */
  Optional<IgnoreRule> deciding(String path, boolean folder) throws IOException {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      Optional<IgnoreRule> above = last(path.substring(0, slash), true);
      if (above.isPresent() && above.get().ignores()) {
        return above;
      }
    }
    return last(path, folder);
  }

  private Optional<IgnoreRule> last(String path, boolean folder) throws IOException {
    String above = path;
    while (!above.isEmpty()) {
      above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
      String below = above.isEmpty() ? path : path.substring(above.length() + 1);
      Optional<IgnoreRule> found = last(inFolder(above), below, folder);
      if (found.isPresent()) {
        return found;
      }
    }
    return last(beyond(), path, folder);
  }

  private static Optional<IgnoreRule> last(List<Entry> entries, String path, boolean folder) {
    for (Entry entry : entries.reversed()) {
      if (entry.matcher.isMatch(path, folder, true)) {
        return Optional.of(entry.rule);
      }
    }
    return Optional.empty();
  }

  private List<Entry> inFolder(String folder) throws IOException {
    List<Entry> known = perFolder.get(folder);
    if (known == null) {
      Path file = root.resolve(FileNames.toPath(folder)).resolve(".gitignore");
      known = new ArrayList<>();
      read(file, IgnoreRule.Origin.WORK_TREE, known);
      perFolder.put(folder, known);
    }
    return known;
  }

  /** The rules outside of the work tree, the strongest last. */
  private List<Entry> beyond() throws IOException {
    List<Entry> known = beyond;
    if (known == null) {
      known = new ArrayList<>();
      Path ofUser = ofUser();
      if (ofUser != null) {
        read(ofUser, IgnoreRule.Origin.USER, known);
      }
      Path ofClone = repository.getCommonDirectory().toPath().resolve("info/exclude");
      read(ofClone, IgnoreRule.Origin.CLONE, known);
      beyond = known;
    }
    return known;
  }

  private @Nullable Path ofUser() {
    Path set =
        repository
            .getConfig()
            .getPath("core", null, "excludesfile", repository.getFS(), root.toFile(), null);
    if (set != null) {
      return set;
    }
    Path settings = SystemReader.getInstance().getXdgConfigDirectory(repository.getFS());
    return settings == null ? null : settings.resolve("git").resolve("ignore");
  }

  /** As {@code IgnoreNode.parse}, but knowing lines. */
  private static void read(Path file, IgnoreRule.Origin origin, List<Entry> entries)
      throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > SIZE_LIMIT) {
      return;
    }
    String[] lines = FileNames.ofBytes(Files.readAllBytes(file)).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line =
          lines[i].endsWith("\r") ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
      if (i == 0 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      if (line.isEmpty() || line.startsWith("#") || line.equals("/")) {
        continue;
      }
      var matcher = new FastIgnoreRule(line);
      if (!matcher.isEmpty()) {
        boolean ignores = matcher.getResult();
        entries.add(
            new Entry(matcher, new IgnoreRule(origin, file.toString(), i + 1, line, ignores)));
      }
    }
  }
}
