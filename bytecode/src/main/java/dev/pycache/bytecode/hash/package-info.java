/**
 * The order in which an interpreter iterates over a set that it reads from a file: what {@code dis}
 * shows of {@code x in {1, 2, 3}}, whose set is a constant.
 *
 * <p>In go the items in the order of the file, in which {@code r_object} adds them one by one; out
 * comes their order in the table of the set. It follows from the hash of each item ({@code
 * PyObject_Hash}: a formula for each type, which has changed over the versions) and from how the
 * table is probed and grown ({@code set_add_entry} and {@code set_table_resize} in {@code
 * Objects/setobject.c}; {@code Objects/dictobject.c} for the dictionaries before 3.6). Strings are
 * hashed as with {@code PYTHONHASHSEED=0}, which is also what versions do that have no seed.
 *
 * <p>Some hashes are addresses in memory, such as that of {@code None} before 3.12; a set with such
 * an item keeps the order of the file, as nobody can say what its order would be. So do sets that
 * no interpreter could read, because an item has no hash, and those whose table takes absurdly many
 * steps to fill.
 *
 * <p>What differs between versions is one row of {@code HashRules}.
 */
@NullMarked
package dev.pycache.bytecode.hash;

import org.jspecify.annotations.NullMarked;
