package dev.pycache.cache.compile;

import java.util.List;

/**
 * Brings the caches of whole trees up to date, on several threads.
 *
 * <p>Outcomes are told in the order in which {@code compileall} with one process would meet the
 * sources, however the threads went along.
 */
public final class TreeCompiler {
  private final CompileOptions options;

  public TreeCompiler(CompileOptions options) {
    this.options = options;
  }

  /**
   * Compiles files and all that is below folders.
   *
   * @param paths names as Python has them; a file that is not named {@code *.py} is passed over, a
   *     path that does not exist fails
   * @param listener is told what becomes of each source; what it throws ends the compilation
   * @throws InterruptedException if the calling thread is interrupted; the sources that are begun
   *     are finished first
   */
  public CompileSummary compile(List<String> paths, CompileListener listener)
      throws InterruptedException {
    var survey = new Survey(options, paths);
    var work = new TreeCompilation(options, survey, listener);
    work.runOn(threads(survey, paths.size()));
    return work.summary();
  }

  private int threads(Survey survey, int paths) {
    int wanted = options.jobs() > 0 ? options.jobs() : Runtime.getRuntime().availableProcessors();
    for (Node root : survey.roots()) {
      if (root instanceof Node.Folder) {
        return wanted;
      }
    }
    return Math.clamp(paths, 1, wanted);
  }
}
