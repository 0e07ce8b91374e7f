/** Floor 4: the {@code pycache} command. It has no API: programs use the floors below. */
module dev.pycache.cli {
  requires dev.pycache.cache;
  requires static org.jspecify;
}
