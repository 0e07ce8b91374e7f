package dev.pycache.cli;

import java.util.List;

/**
 * What a command takes.
 *
 * @param command its name, with {@code pycache}
 * @param operands what help calls what stands behind the options
 * @param description what the command does, in a line
 * @param footer what else there is to say
 */
record Syntax(
    String command, String operands, String description, List<Option> options, String footer) {
  private static final int DESCRIPTION_COLUMN = 26;

  String help() {
    var text = new StringBuilder();
    text.append("Usage: ").append(command).append(" [OPTION...] ").append(operands).append("\n\n");
    text.append(description).append("\n\nOptions:\n");
    for (Option option : options) {
      String left = "  " + option.synopsis();
      text.append(left);
      if (left.length() + 2 > DESCRIPTION_COLUMN) {
        text.append('\n').repeat(' ', DESCRIPTION_COLUMN);
      } else {
        text.repeat(' ', DESCRIPTION_COLUMN - left.length());
      }
      text.append(option.description().replace("\n", "\n" + " ".repeat(DESCRIPTION_COLUMN)))
          .append('\n');
    }
    return text.append('\n').append(footer).append('\n').toString();
  }
}
