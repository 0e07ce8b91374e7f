/** What the packages of this module share and do not export. */
@NullMarked
package dev.pycache.bytecode.internal;

import org.jspecify.annotations.NullMarked;
