package dev.pycache.cache.doctor;

import dev.pycache.cache.docker.ColdStart;
import dev.pycache.cache.docker.ColdStarts;
import dev.pycache.cache.docker.ComposeFile;
import dev.pycache.cache.docker.Dockerfile;
import dev.pycache.cache.docker.PatternMatcher;
import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Looks at what Docker builds of a project. */
final class DockerChecks {
  /** No such file is longer. */
  private static final int SIZE_LIMIT = 1 << 20;

  /** How many folders above a Dockerfile its context may be. */
  private static final int HEIGHT = 4;

  /** Paths that show a gap; one a folder would be the same thing over and over. */
  private static final int EXAMPLES = 20;

  private final DoctorOptions options;
  private final SourceFolders sources;
  private final Report report;

  /** Ignore files that have been judged. */
  private final Set<String> seen = new HashSet<>();

  DockerChecks(DoctorOptions options, SourceFolders sources, Report report) {
    this.options = options;
    this.sources = sources;
    this.report = report;
  }

  void run(Project project) {
    if (!options.wantsAny(
        Rule.CONTEXT_GAP, Rule.NEVER_COMPILED, Rule.COPIED_AFTER_COMPILING, Rule.NO_COMPILE)) {
      return;
    }
    Map<String, Set<String>> contexts = new HashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String dockerfile : project.dockerfiles()) {
      names.put(SourceFolders.absolute(dockerfile), dockerfile);
    }
    for (String compose : project.composeFiles()) {
      compose(compose, contexts, names);
    }
    names.forEach(
        (absolute, name) -> {
          try {
            look(name, absolute, contexts.getOrDefault(absolute, Set.of()));
          } catch (IOException e) {
            report.failed(name, e);
          }
        });
  }

  /** Adds what a compose file says of contexts, and Dockerfiles that nobody else has heard of. */
  private void compose(String file, Map<String, Set<String>> contexts, Map<String, String> names) {
    try {
      for (ComposeFile.Context context : ComposeFile.contexts(text(file))) {
        String folder = join(folderOf(file), context.folder());
        String dockerfile = join(folder, context.dockerfile());
        if (Files.isRegularFile(FileNames.toPath(dockerfile))) {
          String absolute = SourceFolders.absolute(dockerfile);
          names.putIfAbsent(absolute, dockerfile);
          contexts
              .computeIfAbsent(absolute, a -> new LinkedHashSet<>())
              .add(SourceFolders.absolute(folder));
        }
      }
    } catch (IOException e) {
      report.failed(file, e);
    }
  }

  private static String join(String folder, String path) {
    return path.startsWith("/") ? path : Folders.child(folder, path);
  }

  private static String folderOf(String path) {
    String head = CacheLayout.head(path);
    return head.isEmpty() ? path.startsWith("/") ? "/" : "." : head;
  }

  private static String text(String path) throws IOException {
    try (InputStream in = Files.newInputStream(FileNames.toPath(path))) {
      byte[] bytes = in.readNBytes(SIZE_LIMIT + 1);
      if (bytes.length > SIZE_LIMIT) {
        throw new FileSystemException(path, null, "is too large to be what its name says");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private void look(String path, String absolute, Set<String> contexts) throws IOException {
    Dockerfile file = Dockerfile.parse(text(path));
    List<String> copied = ColdStarts.copied(file);
    Set<String> folders =
        contexts.isEmpty() ? Set.of(guessContext(CacheLayout.head(absolute), copied)) : contexts;
    for (String context : folders) {
      if (options.wantsAny(Rule.CONTEXT_GAP) && !copied.isEmpty()) {
        gap(path, absolute, context, copied);
      }
    }
    String context = folders.iterator().next();
    for (ColdStart cold : ColdStarts.in(file, source -> bringsSources(context, source))) {
      tell(path, cold);
    }
  }

  private void tell(String path, ColdStart cold) {
    Rule rule =
        switch (cold.kind()) {
          case NEVER_COMPILED -> Rule.NEVER_COMPILED;
          case COPIED_AFTER_COMPILING -> Rule.COPIED_AFTER_COMPILING;
          case NO_COMPILE -> Rule.NO_COMPILE;
        };
    List<Place> places = new ArrayList<>();
    places.add(new Place(path, cold.line(), cold.text()));
    for (int line : cold.uncompiled()) {
      if (line != cold.line()) {
        places.add(new Place(path, line, "brings what is not compiled"));
      }
    }
    report.found(new Finding.ColdImage(rule, path, cold.line(), cold.text(), places));
  }

  /** The folder, or one above it, that has most of what is copied. */
  private static String guessContext(String folder, List<String> copied) {
    String best = folder;
    int most = -1;
    String candidate = folder;
    for (int i = 0; i < HEIGHT; i++) {
      int found = 0;
      for (String source : copied) {
        String fixed = fixedPart(source);
        boolean isWholeContext = fixed.isEmpty();
        if (!isWholeContext && Files.exists(FileNames.toPath(Folders.child(candidate, fixed)))) {
          found++;
        }
      }
      if (found > most) {
        most = found;
        best = candidate;
      }
      String above = CacheLayout.head(candidate);
      if (above.isEmpty() || above.equals(candidate)) {
        break;
      }
      candidate = above;
    }
    return best;
  }

  /** A copied path up to the first part with a wildcard: no dots, no slashes at its ends. */
  private static String fixedPart(String source) {
    List<String> parts = new ArrayList<>();
    for (String part : source.split("/")) {
      if (part.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '$')) {
        break;
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private boolean bringsSources(String context, String source) {
    String fixed = fixedPart(source);
    String path = fixed.isEmpty() ? context : Folders.child(context, fixed);
    if (!source.endsWith(".py") && !ColdStarts.isSourceByName(source)) {
      return false;
    }
    if (Files.isDirectory(FileNames.toPath(path))) {
      return sources.hasAnyBelow(path);
    }
    return !Files.exists(FileNames.toPath(path)) || path.endsWith(".py");
  }

  private void gap(String dockerfile, String absolute, String context, List<String> copied)
      throws IOException {
    String ignoreFile = ignoreFile(absolute, context);
    if (!seen.add(ignoreFile)) {
      return;
    }
    String text = Files.exists(FileNames.toPath(ignoreFile)) ? text(ignoreFile) : "";
    PatternMatcher matcher = matcher(ignoreFile, text);
    Set<String> missing = new LinkedHashSet<>();
    List<Place> places = new ArrayList<>();
    sources
        .below(context)
        .forEach(
            (way, folder) -> {
              String start = way.isEmpty() ? "" : way + "/";
              if (isCopied(way, copied) && !matcher.matches(start + "module.py")) {
                probe(matcher, start, folder, missing, places);
              }
            });
    if (!missing.isEmpty()) {
      report.found(
          new Finding.ContextGap(
              report.shown(ignoreFile),
              dockerfile,
              IgnorePatterns.DOCKER.stream()
                  .map(IgnorePatterns.Pattern::text)
                  .filter(missing::contains)
                  .toList(),
              onlyRoot(text),
              places));
    }
  }

  private static PatternMatcher matcher(String path, String text) throws IOException {
    try {
      return PatternMatcher.ofFile(text);
    } catch (IOException e) {
      throw new FileSystemException(path, null, "Docker refuses it: " + e.getMessage());
    }
  }

  /** The ignore file that is for a Dockerfile alone, or that of its context. */
  private static String ignoreFile(String dockerfile, String context) {
    String own = dockerfile + ".dockerignore";
    if (Files.exists(FileNames.toPath(own))) {
      return own;
    }
    boolean isContainerfile =
        CacheLayout.tail(dockerfile).toLowerCase(Locale.ROOT).contains("containerfile");
    String container = Folders.child(context, ".containerignore");
    return isContainerfile && Files.exists(FileNames.toPath(container))
        ? container
        : Folders.child(context, ".dockerignore");
  }

  /** Whether a folder of the context is copied into an image, as far as names tell. */
  private static boolean isCopied(String way, List<String> copied) {
    for (String source : copied) {
      String fixed = fixedPart(source);
      if (source.endsWith(".py") || !ColdStarts.isSourceByName(source)) {
        continue;
      }
      if (fixed.isEmpty() || way.equals(fixed) || way.startsWith(fixed + "/")) {
        return true;
      }
    }
    return false;
  }

  private static void probe(
      PatternMatcher matcher,
      String start,
      String folder,
      Set<String> missing,
      List<Place> places) {
    for (IgnorePatterns.Pattern pattern : IgnorePatterns.DOCKER) {
      for (String probe : pattern.probes()) {
        if (!matcher.matches(start + probe)) {
          missing.add(pattern.text());
          if (places.size() < EXAMPLES) {
            places.add(new Place(Folders.child(folder, probe), 0, "no pattern keeps it out"));
          }
        }
      }
    }
  }

  /** Patterns that are for caches and do not begin with stars. */
  private static List<String> onlyRoot(String text) {
    List<String> found = new ArrayList<>();
    for (String line : text.split("\n")) {
      String pattern = line.strip();
      boolean isForCaches =
          pattern.matches("/?(__pycache__(/.*)?|\\*\\.py(c|o|\\[.*\\]))/?") && !pattern.isEmpty();
      if (isForCaches) {
        found.add(pattern);
      }
    }
    return found;
  }
}
