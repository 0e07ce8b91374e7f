package dev.pycache.cli.why;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.path.CacheLayout;
import dev.pycache.cache.path.CacheName;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.why.ImportDecision;
import dev.pycache.cache.why.ImportSettings;
import dev.pycache.cache.why.ModuleSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the command line asks with each of its words.
 *
 * @param python who imports; empty for the one that a given cache is of, else the default
 * @param byDefault who imports if nothing says it; asked only then
 * @param prefix root of the tree of caches
 * @param optimization as in {@link ImportSettings}
 * @param hashes as in {@link ImportSettings}
 * @param writes as in {@link ImportSettings}
 * @param path folders to look for modules in; empty for those of {@link SearchPath}
 */
public record Question(
    Optional<PythonVersion> python,
    Supplier<PythonVersion> byDefault,
    Optional<String> prefix,
    Optional<String> optimization,
    HashCheck hashes,
    boolean writes,
    List<String> path) {

  /** What is found out about a word. */
  public sealed interface Answer {
    /** Whether the import comes to an end without an exception, as far as code is concerned. */
    default boolean succeeds() {
      return switch (this) {
        case OfFile file -> file.decision().outcome().succeeds();
        case OfModule module -> module.decision().outcome().succeeds();
        case WithoutCache module ->
            !(module.search().found() instanceof ModuleSearch.Found.Nothing);
      };
    }

    /** The word is a file. */
    record OfFile(ImportDecision decision) implements Answer {}

    /** The word is a module, which was found in a file. */
    record OfModule(String module, ModuleSearch.Result search, ImportDecision decision)
        implements Answer {}

    /** The word is a module that has no cache. */
    record WithoutCache(String module, PythonVersion python, ModuleSearch.Result search)
        implements Answer {}
  }

  /**
   * The answer.
   *
   * @param word a source, a cache, the folder of a package, or the name of a module
   * @throws IllegalArgumentException if the word is no path and no name
   */
  public Answer ask(String word) {
    Path file = FileNames.toPath(word);
    if (Files.isDirectory(file) && isPath(word)) {
      return new Answer.OfFile(source(withoutSlash(word) + "/__init__.py"));
    }
    if (word.endsWith(".pyc") && Files.exists(file)) {
      return new Answer.OfFile(cache(word));
    }
    return isPath(word) ? new Answer.OfFile(source(word)) : module(word);
  }

  private static boolean isPath(String word) {
    return word.indexOf('/') >= 0 || word.endsWith(".py") || word.endsWith(".pyc");
  }

  private static String withoutSlash(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }

  private ImportSettings settings(PythonVersion reader, String level) {
    return new ImportSettings(reader, prefix, level, hashes, writes);
  }

  private PythonVersion reader() {
    return python.orElseGet(byDefault);
  }

  private ImportDecision source(String source) {
    return ImportDecision.ofSource(settings(reader(), optimization.orElse("")), source);
  }

  /** A cache asks for its own source and its own Python; where none can be, for itself. */
  private ImportDecision cache(String pyc) {
    Optional<CacheName> name = CacheName.parse(CacheLayout.tail(pyc));
    PythonVersion reader = python.or(() -> name.flatMap(CacheName::python)).orElseGet(byDefault);
    String source;
    try {
      source = new CacheLayout(reader.cacheTag(), prefix).sourceFromCache(pyc);
    } catch (IllegalArgumentException e) {
      return ImportDecision.ofSourceless(settings(reader, optimization.orElse("")), pyc);
    }
    String level = optimization.orElseGet(() -> name.map(CacheName::optimization).orElse(""));
    return ImportDecision.ofSource(settings(reader, level), source);
  }

  private Answer module(String module) {
    for (String part : module.split("\\.", -1)) {
      if (part.isEmpty() || !part.codePoints().allMatch(Character::isUnicodeIdentifierPart)) {
        throw new IllegalArgumentException(
            "'" + module + "' is neither a file nor a module's name");
      }
    }
    List<String> folders = path.isEmpty() ? SearchPath.of(reader()) : path;
    ModuleSearch.Result search = ModuleSearch.find(reader(), module, folders);
    ImportSettings settings = settings(reader(), optimization.orElse(""));
    return switch (search.found()) {
      case ModuleSearch.Found.Source source ->
          new Answer.OfModule(module, search, ImportDecision.ofSource(settings, source.path()));
      case ModuleSearch.Found.Sourceless pyc ->
          new Answer.OfModule(module, search, ImportDecision.ofSourceless(settings, pyc.path()));
      case ModuleSearch.Found.Extension extension ->
          new Answer.WithoutCache(module, reader(), search);
      case ModuleSearch.Found.Namespace namespace ->
          new Answer.WithoutCache(module, reader(), search);
      case ModuleSearch.Found.Preloaded preloaded ->
          new Answer.WithoutCache(module, reader(), search);
      case ModuleSearch.Found.Nothing nothing -> new Answer.WithoutCache(module, reader(), search);
    };
  }
}
