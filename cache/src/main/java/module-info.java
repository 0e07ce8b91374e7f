/** Floor 3: where compiled modules live and when they are good. */
module dev.pycache.cache {
  requires transitive dev.pycache.compiler;
  requires org.eclipse.jgit;
  requires static org.jspecify;

  exports dev.pycache.cache.canonical;
  exports dev.pycache.cache.clean;
  exports dev.pycache.cache.compat;
  exports dev.pycache.cache.compile;
  exports dev.pycache.cache.doctor;
  exports dev.pycache.cache.freshness;
  exports dev.pycache.cache.git;
  exports dev.pycache.cache.path;
  exports dev.pycache.cache.status;
  exports dev.pycache.cache.verify;
  exports dev.pycache.cache.walk;
  exports dev.pycache.cache.watch;
  exports dev.pycache.cache.why;
}
