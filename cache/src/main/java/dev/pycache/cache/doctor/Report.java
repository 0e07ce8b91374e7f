package dev.pycache.cache.doctor;

import java.io.IOException;

/** Where the checks hand in what they find: only what is wanted gets on. */
final class Report {
  private final String path;
  private final DoctorOptions options;
  private final DoctorListener listener;
  private int findings;
  private int failures;

  /**
   * @param path what is looked at
   */
  Report(String path, DoctorOptions options, DoctorListener listener) {
    this.path = path;
    this.options = options;
    this.listener = listener;
  }

  /**
   * An absolute path as the given one lets think: relative if that is, and if it is not too far.
   */
  String shown(String absolute) {
    String here = SourceFolders.absolute("");
    if (path.startsWith("/")) {
      return absolute;
    }
    if (absolute.equals(here)) {
      return ".";
    }
    String start = here.equals("/") ? here : here + "/";
    boolean hasDot = path.equals(".") || path.startsWith("./");
    return absolute.startsWith(start)
        ? (hasDot ? "./" : "") + absolute.substring(start.length())
        : absolute;
  }

  void found(Finding finding) {
    if (options.rules().contains(finding.rule())) {
      findings++;
      listener.found(finding);
    }
  }

  void failed(String path, IOException cause) {
    failures++;
    listener.failed(path, cause);
  }

  void progressed(long files) {
    listener.progressed(files);
  }

  DoctorSummary summary() {
    return new DoctorSummary(findings, failures);
  }
}
