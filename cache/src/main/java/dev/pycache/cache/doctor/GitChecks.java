package dev.pycache.cache.doctor;

import dev.pycache.cache.file.Folders;
import dev.pycache.cache.git.GitCommit;
import dev.pycache.cache.git.GitException;
import dev.pycache.cache.git.GitRepositories;
import dev.pycache.cache.git.GitRepository;
import dev.pycache.cache.git.IgnoreRule;
import dev.pycache.cache.path.CacheFileName;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.path.LegacyName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Asks the git repositories of a project whether they keep caches out. */
final class GitChecks {
  /** Paths that show a gap; one a folder would be the same thing over and over. */
  private static final int EXAMPLES = 20;

  private final DoctorOptions options;
  private final SourceFolders sources;
  private final Report report;

  GitChecks(DoctorOptions options, SourceFolders sources, Report report) {
    this.options = options;
    this.sources = sources;
    this.report = report;
  }

  void run(String path, Project project) {
    if (!options.wantsAny(Rule.TRACKED_CACHE, Rule.IGNORE_GAP)) {
      return;
    }
    Set<GitRepository> seen = new LinkedHashSet<>();
    try (var repositories = new GitRepositories()) {
      List<String> folders = new ArrayList<>(List.of(path));
      folders.addAll(project.workTrees());
      for (String folder : folders) {
        try {
          Optional<GitRepository> repository = repositories.of(folder);
          if (repository.isPresent() && seen.add(repository.get())) {
            look(repositories, repository.get(), folder);
          }
        } catch (GitException e) {
          report.failed(folder, e);
        }
      }
    }
  }

  /**
   * @param folder a path in the work tree, which is all that is asked about
   */
  private void look(GitRepositories repositories, GitRepository repository, String folder)
      throws GitException {
    if (options.wantsAny(Rule.TRACKED_CACHE)) {
      tracked(repository, folder);
    }
    if (options.wantsAny(Rule.IGNORE_GAP)) {
      gaps(repositories, repository);
    }
  }

  private void tracked(GitRepository repository, String folder) throws GitException {
    String below = repository.workTree().relative(folder).orElse("");
    List<String> caches =
        repository.tracked(name -> isCache(name, repository) && isBelow(name, below));
    if (caches.isEmpty()) {
      return;
    }
    Map<String, GitCommit> commits = repository.addedBy(caches);
    List<Place> places = new ArrayList<>();
    String root = root(repository);
    for (String name : caches) {
      GitCommit commit = commits.get(name);
      String by =
          commit == null
              ? "staged, not committed yet"
              : "added by "
                  + commit.shortId()
                  + ", "
                  + Words.time(commit.time()).substring(0, 10)
                  + ", "
                  + commit.author()
                  + ": "
                  + commit.summary();
      places.add(new Place(Folders.child(root, name), 0, by));
    }
    report.found(new Finding.TrackedCaches(root, caches, places));
  }

  private static boolean isBelow(String name, String folder) {
    return folder.isEmpty() || name.equals(folder) || name.startsWith(folder + "/");
  }

  /**
   * Whether a tracked file is a cache: by its name in a {@code __pycache__}; beside a source that
   * is tracked too otherwise, for without one {@code x.pyc} is a module and somebody's intention.
   */
  private static boolean isCache(String path, GitRepository repository) {
    String name = CacheLayout.tail(path);
    String folder = CacheLayout.head(path);
    if (CacheLayout.tail(folder).equals(CacheLayout.FOLDER)) {
      return CacheFileName.parse(name).filter(n -> n instanceof CacheName).isPresent();
    }
    Predicate<String> isTracked =
        source -> {
          try {
            return repository.isTracked(folder.isEmpty() ? source : folder + "/" + source);
          } catch (GitException e) {
            return false; // the index has been read by now
          }
        };
    return CacheFileName.parseBesideSource(name)
        .filter(n -> n instanceof LegacyName)
        .map(n -> ((LegacyName) n).sourceName())
        .filter(isTracked)
        .isPresent();
  }

  /** What is not ignored, pattern by pattern. */
  private static final class Gaps {
    /** Patterns that are needed; whether they are in excludes that nobody else has. */
    private final Map<String, Boolean> missing = new LinkedHashMap<>();

    /** Patterns that somebody takes back on purpose. */
    private final Set<String> refused = new LinkedHashSet<>();

    private final List<Place> places = new ArrayList<>();
  }

  /** Asks for each folder of sources that git does not ignore as a whole. */
  private void gaps(GitRepositories repositories, GitRepository repository) throws GitException {
    var gaps = new Gaps();
    for (String folder : sources.all()) {
      if (repositories.of(folder).filter(each -> each == repository).isEmpty()) {
        continue;
      }
      String name = repository.workTree().relative(folder.isEmpty() ? "." : folder).orElse("");
      if (name.isEmpty() || !isIgnored(repository, name)) {
        probe(repository, folder, name, gaps);
      }
    }
    if (gaps.missing.isEmpty()) {
      return;
    }
    List<String> patterns = new ArrayList<>();
    List<String> own = new ArrayList<>();
    for (IgnorePatterns.Pattern pattern : IgnorePatterns.GIT) {
      Boolean isOwn = gaps.missing.get(pattern.text());
      if (isOwn != null) {
        patterns.add(pattern.text());
        if (isOwn) {
          own.add(pattern.text());
        }
      }
    }
    String file = Folders.child(root(repository), ".gitignore");
    List<String> mendable = patterns.stream().filter(p -> !gaps.refused.contains(p)).toList();
    report.found(new Finding.IgnoreGap(file, patterns, own, mendable, gaps.places));
  }

  private static boolean isIgnored(GitRepository repository, String folder) throws GitException {
    return repository.ignoreRule(folder, true).filter(IgnoreRule::ignores).isPresent();
  }

  /**
   * Asks for the files that a folder may have.
   *
   * @param name of the folder, as git has it; empty for the root
   */
  private void probe(GitRepository repository, String folder, String name, Gaps gaps)
      throws GitException {
    for (IgnorePatterns.Pattern pattern : IgnorePatterns.GIT) {
      for (String file : pattern.probes()) {
        String probe = name.isEmpty() ? file : name + "/" + file;
        Optional<IgnoreRule> rule = repository.ignoreRule(probe, false);
        boolean isIgnored = rule.filter(IgnoreRule::ignores).isPresent();
        boolean isShared = rule.filter(r -> r.origin() == IgnoreRule.Origin.WORK_TREE).isPresent();
        if (isIgnored && isShared) {
          continue;
        }
        gaps.missing.merge(pattern.text(), isIgnored, Boolean::logicalAnd);
        if (isShared) {
          gaps.refused.add(pattern.text());
        }
        if (gaps.places.size() < EXAMPLES) {
          String path = folder.isEmpty() ? file : Folders.child(folder, file);
          gaps.places.add(new Place(path, 0, why(rule, isIgnored)));
        }
      }
    }
  }

  private String why(Optional<IgnoreRule> rule, boolean isIgnored) {
    return rule.map(
            r ->
                (isIgnored ? "ignored for you alone by " : "taken back by ")
                    + report.shown(r.file())
                    + ":"
                    + r.line()
                    + ": "
                    + r.pattern())
        .orElse("no rule ignores it");
  }

  private String root(GitRepository repository) {
    return report.shown(FileNames.of(repository.workTree().root()));
  }
}
