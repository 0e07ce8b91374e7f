/**
 * Findings as SARIF 2.1.0, the format in which services that show results of static analysis take
 * them: {@link dev.pycache.cli.sarif.SarifLog} writes one run of a command, result by result, as
 * they come.
 *
 * <p>What is stable, because services compare one run with the next: the ids of rules, the URIs,
 * which are relative to the working directory, and the fingerprints, in which no line number and no
 * path of a machine takes part.
 */
@NullMarked
package dev.pycache.cli.sarif;

import org.jspecify.annotations.NullMarked;
