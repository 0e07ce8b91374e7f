/** Floor 3: where compiled modules live and when they are good. */
module dev.pycache.cache {
  requires transitive dev.pycache.compiler;
  requires static org.jspecify;

  exports dev.pycache.cache;
}
