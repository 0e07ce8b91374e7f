/**
 * What {@code pycache why} says: {@link dev.pycache.cli.why.Question} turns a word of the command
 * line into a decision of the floor below, {@link dev.pycache.cli.why.WhyText} tells it to people
 * and {@link dev.pycache.cli.why.WhyJson} to programs.
 */
@NullMarked
package dev.pycache.cli.why;

import org.jspecify.annotations.NullMarked;
