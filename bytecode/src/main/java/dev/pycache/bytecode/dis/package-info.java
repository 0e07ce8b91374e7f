/**
 * Code objects as text. {@link dev.pycache.bytecode.dis.Listing} is made for comparing: where two
 * code objects differ, their listings do. (CPython's {@code Lib/dis.py} does similar work for
 * people.)
 */
@NullMarked
package dev.pycache.bytecode.dis;

import org.jspecify.annotations.NullMarked;
