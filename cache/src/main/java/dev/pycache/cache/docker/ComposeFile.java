package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The build contexts that a compose file names, as far as they are written the way everybody does:
 * {@code build: FOLDER}, or {@code build:} with {@code context:} and {@code dockerfile:} in lines
 * below. This is no reader of YAML: values in braces, anchors and variables are passed over.
 */
public final class ComposeFile {
  private static final Pattern ENTRY =
      Pattern.compile("( *)(build|context|dockerfile):(?: +(.*?))?(?: +#.*)? *\r?");

  /**
   * A context.
   *
   * @param folder relative to the compose file
   * @param dockerfile relative to the folder
   */
  public record Context(String folder, String dockerfile) {}

  private ComposeFile() {}

  /** The contexts that the text of a compose file names. */
  public static List<Context> contexts(String text) {
    List<Context> contexts = new ArrayList<>();
    int build = -1;
    String folder = null;
    String dockerfile = null;
    for (String line : text.split("\n")) {
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      int indent = line.length() - line.stripLeading().length();
      if (build >= 0 && indent <= build) {
        add(contexts, folder, dockerfile);
        build = -1;
        folder = null;
        dockerfile = null;
      }
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        continue;
      }
      String value = scalar(entry.group(3));
      switch (entry.group(2)) {
        case "build" -> {
          build = value == null && build < 0 ? indent : build;
          add(contexts, value, null);
        }
        case "context" -> folder = build >= 0 ? value : null;
        default -> dockerfile = build >= 0 ? value : null;
      }
    }
    add(contexts, folder, dockerfile);
    return contexts;
  }

  private static void add(
      List<Context> contexts, @Nullable String folder, @Nullable String dockerfile) {
    if (folder != null && !folder.contains("://")) {
      contexts.add(new Context(folder, dockerfile == null ? "Dockerfile" : dockerfile));
    }
  }

  /** A plain or quoted value; null for none, and for what means more than it says. */
  private static @Nullable String scalar(@Nullable String text) {
    if (text == null || text.isEmpty() || "{[&*|>!".indexOf(text.charAt(0)) >= 0) {
      return null;
    }
    char quote = text.charAt(0);
    boolean isQuoted =
        (quote == '"' || quote == '\'') && text.length() > 1 && text.endsWith("" + quote);
    String value = isQuoted ? text.substring(1, text.length() - 1) : text;
    return value.contains("$") ? null : value;
  }
}
