/** Floor 4: the {@code pycache} command. It has no API: programs use the floors below. */
module dev.pycache.cli {
  requires com.fasterxml.jackson.core;
  requires dev.pycache.cache;
  requires info.picocli;
  requires org.tomlj;
  requires static org.jspecify;
}
