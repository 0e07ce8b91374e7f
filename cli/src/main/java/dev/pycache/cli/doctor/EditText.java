package dev.pycache.cli.doctor;

import dev.pycache.cache.doctor.Edit;
import dev.pycache.cache.doctor.Mender;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Edits as a person reads them. */
final class EditText {
  /** Lines that stand before a change in a unified diff. */
  private static final int CONTEXT = 3;

  private static final String SAFE = "_./@%+=:,-";

  private EditText() {}

  /** What was done, in a few words. */
  static String done(Edit edit) {
    return switch (edit) {
      case Edit.AppendLines e -> e.path() + ": added " + String.join("  ", e.lines());
      case Edit.Untrack e ->
          e.path()
              + ": removed "
              + (e.files().size() == 1 ? "1 file" : e.files().size() + " files")
              + " from the index; commit that";
      case Edit.DeleteCache e -> e.path() + ": deleted";
      case Edit.TakeWritePermission e -> e.path() + ": only the owner may write now";
    };
  }

  /** What would be done: a unified diff of a text, a command for everything else. */
  static String preview(Edit edit) throws IOException {
    return switch (edit) {
      case Edit.AppendLines e -> diff(e);
      case Edit.Untrack e -> {
        var lines = new StringBuilder();
        for (String file : e.files()) {
          lines.append("git -C ").append(quoted(e.path())).append(" rm --cached -- ");
          lines.append(quoted(file)).append('\n');
        }
        yield lines.toString();
      }
      case Edit.DeleteCache e -> "rm -- " + quoted(e.path()) + "\n";
      case Edit.TakeWritePermission e -> "chmod go-w -- " + quoted(e.path()) + "\n";
    };
  }

  private static String diff(Edit.AppendLines edit) throws IOException {
    Path path = FileNames.toPath(edit.path());
    boolean exists = Files.exists(path);
    byte[] before = exists ? Files.readAllBytes(path) : new byte[0];
    List<String> old = lines(before);
    List<String> now = lines(Mender.appended(before, edit.lines()));
    int same = 0;
    while (same < old.size() && old.get(same).equals(now.get(same))) {
      same++;
    }
    int start = Math.max(0, same - CONTEXT);
    var text = new StringBuilder();
    text.append("--- ").append(exists ? edit.path() : "/dev/null").append('\n');
    text.append("+++ ").append(edit.path()).append('\n');
    text.append("@@ -").append(range(start, old.size()));
    text.append(" +").append(range(start, now.size())).append(" @@\n");
    for (int i = start; i < same; i++) {
      line(text, ' ', old.get(i));
    }
    for (int i = same; i < old.size(); i++) {
      line(text, '-', old.get(i));
    }
    for (int i = same; i < now.size(); i++) {
      line(text, '+', now.get(i));
    }
    return text.toString();
  }

  /** Lines with their ends. */
  private static List<String> lines(byte[] text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n' || i == text.length - 1) {
        lines.add(FileNames.ofBytes(Arrays.copyOfRange(text, start, i + 1)));
        start = i + 1;
      }
    }
    return lines;
  }

  /** First line and number of lines of a hunk that goes up to the end. */
  private static String range(int start, int end) {
    int count = end - start;
    int first = count == 0 ? start : start + 1;
    return count == 1 ? Integer.toString(first) : first + "," + count;
  }

  private static void line(StringBuilder text, char mark, String line) {
    text.append(mark).append(line);
    if (!line.endsWith("\n")) {
      text.append("\n\\ No newline at end of file\n");
    }
  }

  /** A word as a shell takes it. */
  static String quoted(String word) {
    boolean isSafe =
        !word.isEmpty()
            && word.chars()
                .allMatch(
                    c ->
                        c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || SAFE.indexOf(c) >= 0);
    return isSafe ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
