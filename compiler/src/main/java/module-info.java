/**
 * Floor 2: how Python source becomes a code object. Only its front is exported; the stages are its
 * own affair.
 */
module dev.pycache.compiler {
  requires transitive dev.pycache.bytecode;
  requires static org.jspecify;

  exports dev.pycache.compiler;
}
