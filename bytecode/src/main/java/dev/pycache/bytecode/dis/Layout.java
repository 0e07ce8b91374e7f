package dev.pycache.bytecode.dis;

/** How the instructions and tables of one code object are put into lines. */
sealed interface Layout permits MarkLayout, LabelLayout {
  /** Width of the column of names; a longer name goes beyond it. */
  int NAME_WIDTH = 20;

  /** Width of the column of arguments. */
  int ARGUMENT_WIDTH = 5;

  String EXCEPTION_TABLE = "ExceptionTable:";

  /** Writes all lines of a code object, without those nested in it. */
  void write(CodeView view, StyledText out);
}
