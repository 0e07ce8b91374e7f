package dev.pycache.cache.doctor;

import dev.pycache.bytecode.Target;
import dev.pycache.cache.freshness.HashCheck;
import dev.pycache.cache.status.CacheStatus;
import dev.pycache.cache.status.StatusOptions;
import java.util.List;

/** Looks at a project and says what hurts it. Nothing is changed. */
public final class Doctor {
  private final DoctorOptions options;

  public Doctor(DoctorOptions options) {
    this.options = options;
  }

  /**
   * Looks at a path: at all caches below it, and at the repositories and build contexts that it is
   * in and that are in it.
   *
   * @param path a folder, or a file, as Python has it
   * @param listener is told first of what is about the project as a whole, in the order of rules;
   *     what it throws ends the look
   * @throws InterruptedException if the calling thread is interrupted
   */
  public DoctorSummary examine(String path, DoctorListener listener) throws InterruptedException {
    var report = new Report(path, options, listener);
    var sources = new SourceFolders();
    var tree = new TreeChecks(path, options, sources);
    look(path, tree, report);
    var project = Project.survey(path, report);
    new GitChecks(options, sources, report).run(path, project);
    new DockerChecks(options, sources, report).run(project);
    tree.tell(report);
    return report.summary();
  }

  private void look(String path, TreeChecks tree, Report report) throws InterruptedException {
    var status =
        new StatusOptions(
            options.prefix(),
            List.of(Target.newest().python()), // so that each source is told of
            List.of(""),
            HashCheck.DEFAULT,
            options.wantsAny(Rule.BROKEN_CACHE)
                ? StatusOptions.Depth.BODIES
                : StatusOptions.Depth.HEADERS,
            options.jobs());
    new CacheStatus(status).look(List.of(path), tree.listening(report));
  }
}
