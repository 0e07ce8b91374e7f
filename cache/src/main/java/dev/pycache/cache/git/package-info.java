/**
 * What git knows of sources and caches: whether a file is tracked, which commit added it, which
 * rule ignores it, and what a source was in earlier revisions.
 *
 * <p>{@link dev.pycache.cache.git.WorkTree} finds the work tree of a path, for which git's own code
 * is not needed and not loaded; {@link dev.pycache.cache.git.GitRepository} opens it, linked work
 * trees and submodules included; {@link dev.pycache.cache.git.SourceHistory} goes back in the
 * history of a file. In go paths as Python has them, out come paths relative to the work tree, with
 * slashes.
 *
 * <p>The work is JGit's, and only reading: but for {@link
 * dev.pycache.cache.git.GitRepository#removeFromIndex}, nothing here writes into a repository. By
 * itself JGit also starts the installed {@code git} to learn where its settings are, and writes
 * files into the repository to measure the clock of the file system; a program that owns its
 * process calls {@link dev.pycache.cache.git.QuietSystem#install} first, and it does not.
 */
@NullMarked
package dev.pycache.cache.git;

import org.jspecify.annotations.NullMarked;
