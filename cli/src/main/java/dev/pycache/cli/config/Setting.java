package dev.pycache.cli.config;

import java.util.List;

/**
 * One option that is set elsewhere than on the command line.
 *
 * @param option its long name without the dashes
 * @param value what it is set to
 * @param origin where: a variable, or a file with line and column
 * @param base the folder that a relative path in the value starts from; empty for the working
 *     directory
 */
record Setting(String option, Value value, String origin, String base) {
  /** A value as it was written, before anybody knows what the option takes. */
  sealed interface Value {
    /** Of an environment, where everything is text. */
    record Plain(String text) implements Value {}

    /** A string of TOML. */
    record Quoted(String text) implements Value {}

    /** A whole number. */
    record Whole(long number) implements Value {}

    /** True or false. */
    record Truth(boolean on) implements Value {}

    /** An array. */
    record Many(List<Value> values) implements Value {}

    /** What no option takes: a table, a date, a number with a fraction. */
    record Other(String kind) implements Value {}
  }
}
