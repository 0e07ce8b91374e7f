/** Floor 1: what a compiled Python module is. It depends on nothing but the Java base. */
module dev.pycache.bytecode {
  requires static org.jspecify;

  exports dev.pycache.bytecode;
  exports dev.pycache.bytecode.anatomy;
  exports dev.pycache.bytecode.diff;
  exports dev.pycache.bytecode.dis;
  exports dev.pycache.bytecode.hash;
  exports dev.pycache.bytecode.marshal;
  exports dev.pycache.bytecode.pyc;
  exports dev.pycache.bytecode.repr;
  exports dev.pycache.bytecode.table;
}
