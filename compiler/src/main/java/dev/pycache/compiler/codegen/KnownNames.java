package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Strings;

/** Names that the compiler itself uses, as interned strings of one compilation. */
final class KnownNames {
  final Str annotations;
  final Str classCell;
  final Str classClosure;
  final Str debug;
  final Str doc;
  final Str empty;
  final Str future;
  final Str join;
  final Str module;
  final Str name;
  final Str qualname;
  final Str returns;

  KnownNames(Strings strings) {
    annotations = strings.intern("__annotations__");
    classCell = strings.intern("__classcell__");
    classClosure = strings.intern("__class__");
    debug = strings.intern("__debug__");
    doc = strings.intern("__doc__");
    empty = strings.intern("");
    future = strings.intern("__future__");
    join = strings.intern("join");
    module = strings.intern("__module__");
    name = strings.intern("__name__");
    qualname = strings.intern("__qualname__");
    returns = strings.intern("return");
  }
}
