package dev.pycache.compiler.symtable;

import dev.pycache.bytecode.Str;
import dev.pycache.compiler.Strings;

/**
 * Names that the symbol table and the code generator use themselves, as interned strings of one
 * compilation.
 */
public final class KnownNames {
  public final Str all;
  public final Str annotate;
  public final Str annotateFunction;
  public final Str annotationText;
  public final Str annotations;
  public final Str any;
  public final Str classCell;
  public final Str classClosure;
  public final Str classDictionary;
  public final Str classDictionaryCell;
  public final Str conditionalAnnotations;
  public final Str debug;
  public final Str defaults;
  public final Str doc;
  public final Str empty;
  public final Str firstIterable;
  public final Str firstLine;
  public final Str format;
  public final Str future;
  public final Str genericBase;
  public final Str join;
  public final Str keywordDefaults;
  public final Str lambda;
  public final Str module;
  public final Str name;
  public final Str qualname;
  public final Str returns;
  public final Str self;
  public final Str staticAttributes;
  public final Str superClass;
  public final Str top;
  public final Str tuple;
  public final Str typeParameters;
  public final Str typeParametersOfClass;

  KnownNames(Strings strings) {
    all = strings.intern("all");
    annotate = strings.intern("__annotate__");
    annotateFunction = strings.intern("__annotate_func__");
    annotationText = strings.intern("_annotation");
    annotations = strings.intern("__annotations__");
    any = strings.intern("any");
    classCell = strings.intern("__classcell__");
    classClosure = strings.intern("__class__");
    classDictionary = strings.intern("__classdict__");
    classDictionaryCell = strings.intern("__classdictcell__");
    conditionalAnnotations = strings.intern("__conditional_annotations__");
    debug = strings.intern("__debug__");
    defaults = strings.intern(".defaults");
    doc = strings.intern("__doc__");
    empty = strings.intern("");
    firstIterable = strings.intern(".0");
    firstLine = strings.intern("__firstlineno__");
    format = strings.intern(".format");
    future = strings.intern("__future__");
    genericBase = strings.intern(".generic_base");
    join = strings.intern("join");
    keywordDefaults = strings.intern(".kwdefaults");
    lambda = strings.intern("lambda");
    module = strings.intern("__module__");
    name = strings.intern("__name__");
    qualname = strings.intern("__qualname__");
    returns = strings.intern("return");
    self = strings.intern("self");
    staticAttributes = strings.intern("__static_attributes__");
    superClass = strings.intern("super");
    top = strings.intern("top");
    tuple = strings.intern("tuple");
    typeParameters = strings.intern(".type_params");
    typeParametersOfClass = strings.intern("__type_params__");
  }
}
