/**
 * What {@code pycache verify} prints: for people, for programs and as SARIF, and which exit status
 * it calls for. The work is that of {@link dev.pycache.cache.verify.Verifier}.
 */
@NullMarked
package dev.pycache.cli.verify;

import org.jspecify.annotations.NullMarked;
