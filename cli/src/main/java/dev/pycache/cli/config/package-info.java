/**
 * What options are set to besides the command line: by variables {@code PYCACHE_*} of the
 * environment, and by {@code [tool.pycache]} in {@code pyproject.toml}. In goes a command line that
 * has been understood, out come words to be added to it: so a value means the same, and is refused
 * with the same message, wherever it comes from, and no command knows where that was.
 *
 * <p>{@link dev.pycache.cli.config.Configuration} decides which setting counts, {@link
 * dev.pycache.cli.config.EnvironmentSettings} and {@link dev.pycache.cli.config.FileSettings} find
 * them, {@link dev.pycache.cli.config.SettingNames} knows which there are. The TOML parser takes
 * its time to load, so that it is only asked when the file has a word for us.
 */
@NullMarked
package dev.pycache.cli.config;

import org.jspecify.annotations.NullMarked;
