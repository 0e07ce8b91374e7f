/** How {@code pycache compat} tells which versions accept which sources. */
@NullMarked
package dev.pycache.cli.compat;

import org.jspecify.annotations.NullMarked;
