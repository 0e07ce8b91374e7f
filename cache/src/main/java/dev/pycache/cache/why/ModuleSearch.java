package dev.pycache.cache.why;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.cache.file.Folders;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a module as {@code PathFinder} and {@code FileFinder} do: in each folder of a search
 * path a package before a module, and of each an extension module before a source before a {@code
 * .pyc} without one.
 */
public final class ModuleSearch {
  private static final List<String> LIBRARIES = List.of(".so", ".pyd");

  private final PythonVersion python;
  private final List<Tried> tried = new ArrayList<>();

  private ModuleSearch(PythonVersion python) {
    this.python = python;
  }

  /**
   * A folder that was looked into.
   *
   * @param module the module looked for, with its packages
   * @param found what was there; null if nothing
   */
  public record Tried(String module, String folder, @Nullable String found) {}

  /** What a module turned out to be. */
  public sealed interface Found {
    /** A source. */
    record Source(String path) implements Found {}

    /** A {@code .pyc} without a source. */
    record Sourceless(String path) implements Found {}

    /** Machine code, which has no cache. */
    record Extension(String path) implements Found {}

    /** Folders without {@code __init__}, which have no code. */
    record Namespace(List<String> folders) implements Found {}

    /** A part of the interpreter, which is not looked for in any folder. */
    record Preloaded(boolean frozen) implements Found {}

    /**
     * Nothing.
     *
     * @param module the module that is not there, which may be a package of the one looked for
     */
    record Nothing(String module) implements Found {}
  }

  /**
   * The end of a search, and the way there.
   *
   * @param tried the folders, in the order in which they were looked into
   */
  public record Result(Found found, List<Tried> tried) {}

  /**
   * Looks for a module.
   *
   * @param module its name, with those of its packages before it
   * @param path the folders to look in ({@code sys.path})
   */
  public static Result find(PythonVersion python, String module, List<String> path) {
    var search = new ModuleSearch(python);
    Found found = search.search(module, path);
    return new Result(found, List.copyOf(search.tried));
  }

  private Found search(String module, List<String> path) {
    List<String> folders = path;
    Found found = new Found.Nothing(module);
    int end = -1;
    do {
      end = module.indexOf('.', end + 1);
      String name = end < 0 ? module : module.substring(0, end);
      found = one(name, folders);
      if (end < 0) {
        return found;
      }
      switch (found) {
        case Found.Source source when isPackage(source.path()) ->
            folders = List.of(folderOf(source.path()));
        case Found.Sourceless pyc when isPackage(pyc.path()) ->
            folders = List.of(folderOf(pyc.path()));
        case Found.Namespace namespace -> folders = namespace.folders();
        case Found.Preloaded preloaded -> {
          // Submodules of frozen packages are frozen too; the interpreter's own path finds others.
        }
        case Found.Source plain -> {
          return new Found.Nothing(module);
        }
        case Found.Sourceless plain -> {
          return new Found.Nothing(module);
        }
        case Found.Extension extension -> {
          return new Found.Nothing(module);
        }
        case Found.Nothing nothing -> {
          return nothing;
        }
      }
    } while (true);
  }

  private static boolean isPackage(String path) {
    return path.substring(path.lastIndexOf('/') + 1).startsWith("__init__.");
  }

  private static String folderOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }

  private Found one(String module, List<String> folders) {
    PreloadedModules preloaded = PreloadedModules.of(python);
    if (preloaded.isBuiltin(module) || preloaded.isFrozen(module)) {
      return new Found.Preloaded(!preloaded.isBuiltin(module));
    }
    String name = module.substring(module.lastIndexOf('.') + 1);
    List<String> portions = new ArrayList<>();
    for (String folder : folders) {
      Found found = in(folder, name);
      tried.add(new Tried(module, folder, found == null ? null : text(found)));
      if (found instanceof Found.Namespace namespace) {
        portions.addAll(namespace.folders());
      } else if (found != null) {
        return found;
      }
    }
    return portions.isEmpty() ? new Found.Nothing(module) : new Found.Namespace(portions);
  }

  private static String text(Found found) {
    return switch (found) {
      case Found.Source source -> source.path();
      case Found.Sourceless pyc -> pyc.path();
      case Found.Extension extension -> extension.path();
      case Found.Namespace namespace -> namespace.folders().getFirst();
      case Found.Preloaded preloaded -> "";
      case Found.Nothing nothing -> "";
    };
  }

  private @Nullable Found in(String folder, String name) {
    String[] names;
    try {
      names = Folders.list(folder.isEmpty() ? "." : folder);
    } catch (IOException e) {
      return null;
    }
    String inner = folder.isEmpty() ? name : Folders.child(folder, name);
    boolean isFolder = contains(names, name) && Files.isDirectory(FileNames.toPath(inner));
    if (isFolder) {
      try {
        Found init = file(inner, Folders.list(inner), "__init__");
        if (init != null) {
          return init;
        }
      } catch (IOException e) {
        // a folder that cannot be read holds no __init__ for an import either
      }
    }
    Found plain = file(folder, names, name);
    return plain != null ? plain : isFolder ? new Found.Namespace(List.of(inner)) : null;
  }

  private @Nullable Found file(String folder, String[] names, String name) {
    for (String each : names) {
      if (isExtension(each, name) && isFile(folder, each)) {
        return new Found.Extension(join(folder, each));
      }
    }
    if (contains(names, name + ".py") && isFile(folder, name + ".py")) {
      return new Found.Source(join(folder, name + ".py"));
    }
    if (contains(names, name + ".pyc") && isFile(folder, name + ".pyc")) {
      return new Found.Sourceless(join(folder, name + ".pyc"));
    }
    return null;
  }

  /** {@code NAME.so}, {@code NAME.abi3.so} or with this interpreter's tag between. */
  private boolean isExtension(String file, String name) {
    for (String library : LIBRARIES) {
      if (file.startsWith(name + ".") && file.endsWith(library)) {
        String tag =
            file.length() <= name.length() + library.length()
                ? ""
                : file.substring(name.length() + 1, file.length() - library.length());
        return tag.isEmpty()
            || tag.equals("abi3")
            || tag.startsWith(python.cacheTag() + "-")
            || tag.startsWith("cp" + python.cacheTag().replaceAll("\\D", "") + "-");
      }
    }
    return false;
  }

  private static boolean contains(String[] sorted, String name) {
    return java.util.Arrays.binarySearch(sorted, name) >= 0;
  }

  private static boolean isFile(String folder, String name) {
    return Files.isRegularFile(FileNames.toPath(join(folder, name)));
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : Folders.child(folder, name);
  }
}
