package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.PythonVersion;

/**
 * What was read: the values, and how they stood in the bytes.
 *
 * @param python the version whose form of marshal it is
 * @param layout the fields of its code objects
 * @param root the object
 * @param trace the order, places and type codes of all objects, so that the very bytes can be
 *     written again
 * @param start where the object starts in the array that was read
 * @param end where it ends
 */
public record MarshalData(
    PythonVersion python,
    CodeLayout layout,
    Constant root,
    MarshalTrace trace,
    int start,
    int end) {}
