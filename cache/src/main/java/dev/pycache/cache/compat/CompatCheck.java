package dev.pycache.cache.compat;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.compat.Compatibility.Verdict;
import dev.pycache.cache.path.FileNames;
import dev.pycache.cache.walk.FileTree;
import dev.pycache.cache.walk.OrderedWork;
import dev.pycache.compiler.CompileResult;
import dev.pycache.compiler.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks releases of Python whether they accept the sources of whole trees, on several threads. */
public final class CompatCheck {
  private static final List<String> SUFFIXES = List.of(".py");

  private final List<Target> targets;
  private final int jobs;

  /**
   * @param targets the releases to ask
   * @param jobs number of threads; 0 for one on each processor
   */
  public CompatCheck(List<Target> targets, int jobs) {
    this.targets = List.copyOf(targets);
    this.jobs = jobs;
  }

  /** The newest release of each version that there is a compiler for. */
  public static List<Target> newestReleases() {
    List<Target> newest = new ArrayList<>();
    for (Target target : Target.values()) {
      if (Target.releasesOf(target.python()).getFirst() == target) {
        newest.add(target);
      }
    }
    return newest;
  }

  /**
   * Checks files, whatever their names, and all {@code *.py} that is below folders.
   *
   * @param paths names as Python has them
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void check(List<String> paths, CompatListener listener) throws InterruptedException {
    OrderedWork.<Find, Finding>run(
        jobs, found -> walk(paths, found), this::finding, each -> each.tell(listener));
  }

  private static void walk(List<String> paths, Consumer<Find> found) {
    FileTree.visit(
        paths,
        SUFFIXES,
        new FileTree.Visitor() {
          @Override
          public void file(String path) {
            found.accept(new Find(path, null));
          }

          @Override
          public void unreadable(String folder, IOException cause) {
            found.accept(new Find(folder, cause));
          }
        });
  }

  /** What the walk met; errors are told in their turn. */
  private record Find(String path, @Nullable IOException cause) {}

  /** What is to be told. */
  private interface Finding {
    void tell(CompatListener listener);
  }

  private Finding finding(Find find) {
    IOException cause = find.cause();
    if (cause != null) {
      return listener -> listener.unreadable(find.path(), cause);
    }
    byte[] source;
    try {
      source = Files.readAllBytes(FileNames.toPath(find.path()));
    } catch (IOException e) {
      return listener -> listener.unreadable(find.path(), e);
    }
    List<Verdict> verdicts = new ArrayList<>(targets.size());
    for (Target target : targets) {
      CompileResult result = Compiler.compile(source, find.path(), target, 0);
      verdicts.add(
          new Verdict(
              target,
              result instanceof CompileResult.Rejected rejected
                  ? Optional.of(rejected.diagnostic())
                  : Optional.empty()));
    }
    var compatibility = new Compatibility(find.path(), verdicts);
    return listener -> listener.finished(compatibility);
  }
}
