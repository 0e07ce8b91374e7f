/** The same work by a real interpreter, side by side. */
module dev.pycache.conformance {
  requires dev.pycache.compiler;
  requires info.picocli;
  requires static org.jspecify;

  opens dev.pycache.conformance to
      info.picocli;
}
