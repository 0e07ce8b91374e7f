/**
 * What differs between the targets, as named questions: one class for each stage, and nowhere else
 * is a target compared with another. A new version of Python is added by going through these files;
 * a question says what the target does, not which version it is, and names the entry of CPython's
 * change log or the function in which the change is.
 */
@NullMarked
package dev.pycache.compiler.rules;

import org.jspecify.annotations.NullMarked;
