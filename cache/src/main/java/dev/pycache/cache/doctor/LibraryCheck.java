package dev.pycache.cache.doctor;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.FileNames;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds sources of installed libraries that nobody who uses them can give a cache. */
final class LibraryCheck {
  /** {@code lib/python3.11} and what is below, {@code site-packages} first of all. */
  private static final Pattern VERSIONED =
      Pattern.compile(
          "(.*/lib(?:32|64)?/(python|pypy)(\\d+)\\.(\\d+)t?(?:/(?:site|dist)-packages)?)(?:/.*)?");

  /**
   * {@code Lib/site-packages} of Windows, {@code dist-packages} of Debian: no version to be seen.
   */
  private static final Pattern PLAIN = Pattern.compile("(.*/(?:site|dist)-packages)(?:/.*)?");

  private static final Pattern VERSION =
      Pattern.compile("(?m)^version(?:_info)?\\s*=\\s*(\\d+)\\.(\\d+)");

  /**
   * Libraries have a few sources that are no Python of this version on purpose (templates, tests):
   * up to so many are tried.
   */
  private static final int TRIED = 100;

  /** Folders above {@code site-packages} in which {@code pyvenv.cfg} is looked for. */
  private static final int HEIGHT = 4;

  /** A folder of libraries, and the tag of its interpreter; empty if that is not known. */
  private record Library(String root, String tag) {}

  private record Cold(String source, long bytes) {}

  private final Predicate<String> canHaveCaches;
  private final Map<String, Optional<Library>> libraries = new HashMap<>();
  private final Map<String, Boolean> writable = new HashMap<>();
  private final Map<Library, List<Cold>> cold = new LinkedHashMap<>();

  LibraryCheck() {
    this(LibraryCheck::canHaveCaches);
  }

  /**
   * @param canHaveCaches whether this user could write the caches of the sources in a folder
   */
  LibraryCheck(Predicate<String> canHaveCaches) {
    this.canHaveCaches = canHaveCaches;
  }

  /**
   * A source.
   *
   * @param tags tags of the caches that it has
   */
  void source(String path, long bytes, Set<String> tags) {
    String folder = CacheLayout.head(path);
    Optional<Library> library =
        libraries.computeIfAbsent(folder, f -> library(f.isEmpty() ? "." : f));
    if (library.isEmpty()) {
      return;
    }
    String tag = library.get().tag();
    boolean hasCache = tag.isEmpty() ? !tags.isEmpty() : tags.contains(tag);
    if (!hasCache && !writable.computeIfAbsent(folder, canHaveCaches::test)) {
      cold.computeIfAbsent(library.get(), l -> new ArrayList<>()).add(new Cold(path, bytes));
    }
  }

  private static boolean canHaveCaches(String folder) {
    Path path = FileNames.toPath(folder.isEmpty() ? "." : folder);
    Path caches = path.resolve(CacheLayout.FOLDER);
    return Files.isWritable(Files.exists(caches) ? caches : path);
  }

  private static Optional<Library> library(String folder) {
    String absolute = SourceFolders.absolute(folder);
    Matcher versioned = VERSIONED.matcher(absolute);
    if (versioned.matches()) {
      String tag = tag(versioned.group(2), versioned.group(3), versioned.group(4));
      return Optional.of(new Library(versioned.group(1), tag));
    }
    Matcher plain = PLAIN.matcher(absolute);
    return plain.matches()
        ? Optional.of(new Library(plain.group(1), ofEnvironment(plain.group(1))))
        : Optional.empty();
  }

  private static String tag(String implementation, String major, String minor) {
    return (implementation.equals("pypy") ? "pypy" : "cpython-") + major + minor;
  }

  /** The tag that {@code pyvenv.cfg} lets think of; a PyPy has its version in the path. */
  private static String ofEnvironment(String library) {
    String folder = library;
    for (int i = 0; i < HEIGHT && !folder.isEmpty(); i++) {
      folder = CacheLayout.head(folder);
      Path settings = FileNames.toPath(Folders.child(folder, "pyvenv.cfg"));
      if (Files.isRegularFile(settings)) {
        try {
          Matcher version =
              VERSION.matcher(new String(Files.readAllBytes(settings), StandardCharsets.UTF_8));
          return version.find() ? tag("cpython", version.group(1), version.group(2)) : "";
        } catch (IOException e) {
          return "";
        }
      }
    }
    return "";
  }

  void tell(Report report) {
    cold.forEach(
        (library, sources) -> {
          List<Place> places = new ArrayList<>();
          long bytes = 0;
          for (Cold each : sources) {
            if (sources.size() > TRIED || compiles(each.source())) {
              places.add(new Place(each.source(), 0, Words.bytes(each.bytes())));
              bytes += each.bytes();
            }
          }
          if (!places.isEmpty()) {
            report.found(
                new Finding.UncompiledLibrary(library.root(), library.tag(), bytes, places));
          }
        });
  }

  /** Whether it is Python; a version that has no compiler here is near enough to one that has. */
  private static boolean compiles(String source) {
    try {
      byte[] bytes = Files.readAllBytes(FileNames.toPath(source));
      CompileResult result = Compiler.compile(bytes, Str.of("?"), Target.newest(), 0);
      return result instanceof CompileResult.Compiled;
    } catch (IOException e) {
      return false;
    }
  }
}
