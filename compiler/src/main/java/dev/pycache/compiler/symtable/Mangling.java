package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Strings;
import org.jspecify.annotations.Nullable;

/** Private names: {@code __name} in class {@code Spam} is {@code _Spam__name}. */
public final class Mangling {
  private Mangling() {}

  /**
   * The name as it is stored, whatever it is used for (CPython's {@code _Py_Mangle}). Dotted names
   * of imports and names that end in two underscores stay, and so do all names in a class whose own
   * name is nothing but underscores.
   *
   * @param className name of the innermost class around the place, null outside of classes
   * @param name interned, and so is the result
   */
  public static Str mangle(Strings strings, @Nullable Str className, Str name) {
    if (className == null) {
      return name;
    }
    byte[] text = name.utf8();
    int length = text.length;
    if (length < 2 || text[0] != '_' || text[1] != '_') {
      return name;
    }
    if ((text[length - 1] == '_' && text[length - 2] == '_') || contains(text, (byte) '.')) {
      return name;
    }
    byte[] owner = className.utf8();
    int skip = 0;
    while (skip < owner.length && owner[skip] == '_') {
      skip++;
    }
    if (skip == owner.length) {
      return name;
    }
    int ownerLength = owner.length - skip;
    byte[] mangled = new byte[1 + ownerLength + length];
    mangled[0] = '_';
    System.arraycopy(owner, skip, mangled, 1, ownerLength);
    System.arraycopy(text, 0, mangled, 1 + ownerLength, length);
    return strings.intern(mangled);
  }

  /**
   * The same in some block ({@code _Py_MaybeMangle}): in the type parameters of a generic class,
   * and in the blocks inside them that are not the class, only the names of the type parameters are
   * private to it.
   */
  public static Str mangle(Strings strings, @Nullable Str className, Scope scope, Str name) {
    return scope.mangledNames != null && !scope.mangledNames.contains(name)
        ? name
        : mangle(strings, className, name);
  }

  private static boolean contains(byte[] text, byte wanted) {
    for (byte b : text) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }
}
