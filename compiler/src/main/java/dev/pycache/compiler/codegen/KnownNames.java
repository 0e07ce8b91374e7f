package dev.pycache.compiler.codegen;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Strings;

/** Names that the compiler itself uses, as interned strings of one compilation. */
final class KnownNames {
  final Str all;
  final Str annotate;
  final Str annotateFunction;
  final Str annotations;
  final Str any;
  final Str classCell;
  final Str classClosure;
  final Str classDictionary;
  final Str classDictionaryCell;
  final Str conditionalAnnotations;
  final Str debug;
  final Str doc;
  final Str empty;
  final Str firstLine;
  final Str future;
  final Str genericBase;
  final Str join;
  final Str module;
  final Str name;
  final Str qualname;
  final Str returns;
  final Str self;
  final Str staticAttributes;
  final Str superClass;
  final Str tuple;
  final Str typeParameters;
  final Str typeParametersOfClass;

  KnownNames(Strings strings) {
    all = strings.intern("all");
    annotate = strings.intern("__annotate__");
    annotateFunction = strings.intern("__annotate_func__");
    annotations = strings.intern("__annotations__");
    any = strings.intern("any");
    classCell = strings.intern("__classcell__");
    classClosure = strings.intern("__class__");
    classDictionary = strings.intern("__classdict__");
    classDictionaryCell = strings.intern("__classdictcell__");
    conditionalAnnotations = strings.intern("__conditional_annotations__");
    debug = strings.intern("__debug__");
    doc = strings.intern("__doc__");
    empty = strings.intern("");
    firstLine = strings.intern("__firstlineno__");
    future = strings.intern("__future__");
    genericBase = strings.intern(".generic_base");
    join = strings.intern("join");
    module = strings.intern("__module__");
    name = strings.intern("__name__");
    qualname = strings.intern("__qualname__");
    returns = strings.intern("return");
    self = strings.intern("self");
    staticAttributes = strings.intern("__static_attributes__");
    superClass = strings.intern("super");
    tuple = strings.intern("tuple");
    typeParameters = strings.intern(".type_params");
    typeParametersOfClass = strings.intern("__type_params__");
  }
}
