package dev.pycache.bytecode;

/**
 * A Python value that can stand in {@code co_consts}, or in another field of a code object.
 *
 * <p>Two relations hold between constants, and both matter to the bytes of a {@code .pyc}:
 *
 * <ul>
 *   <li><b>Identity</b> ({@code ==}) is the identity of the Python object. The marshal writer emits
 *       a back reference for an object it has met before, never for one that is merely equal.
 *   <li><b>Equality</b> ({@link Object#equals}) is CPython's {@code _PyCode_ConstantKey}: type and
 *       value, where {@code 1}, {@code 1.0} and {@code True} are three values and {@code 0.0} and
 *       {@code -0.0} are two. It decides which constants a compilation merges into one object.
 * </ul>
 */
public sealed interface Constant
    permits Singleton,
        Int,
        Float,
        Complex,
        Text,
        Tuple,
        FrozenSet,
        Slice,
        CodeObject,
        MarshalOnly {}
