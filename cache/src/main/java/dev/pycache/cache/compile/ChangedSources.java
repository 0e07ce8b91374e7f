package dev.pycache.cache.compile;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.pyc.PycHeader;
import dev.pycache.bytecode.pyc.SourceHash;
import dev.pycache.cache.compile.SourceReader.Content;
import dev.pycache.cache.file.SourceStamp;
import dev.pycache.cache.path.FileNames;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings the caches of single sources up to date of which somebody knows that they were touched.
 * Their time and size tell nothing then: a source can be changed twice in a second and keep its
 * size. What counts are the bytes. This object remembers of which bytes it made which cache: a
 * source that has the same ones again is not compiled again, at most the header of its cache is
 * made anew.
 *
 * <p>For one thread. It takes memory for each source that it has compiled.
 */
public final class ChangedSources {
  private final SourceFilter filter;
  private final SourceNodes nodes;
  private final CacheProbe probe;
  private final SourceCompiler compiler;

  /**
   * @param options as for the trees; the number of jobs plays no part
   */
  public ChangedSources(CompileOptions options) {
    this.filter = new SourceFilter(options.selection());
    this.nodes = new SourceNodes(options, filter);
    this.probe = new CacheProbe(options);
    this.compiler = new SourceCompiler(options, new Memory(options.targets().getFirst().python()));
  }

  /**
   * Whether the options may select a source that is somewhere below a folder.
   *
   * @param root the given path below which the folder is
   */
  public boolean enters(String root, String folder) {
    return root.equals(folder) || filter.reaches(root, folder + "/any");
  }

  /**
   * Brings the caches of a source up to date.
   *
   * @return what became of them, in the order of targets and levels; nothing if there is no such
   *     source any more, or if it is not among those that the options select
   */
  public List<SourceOutcome> update(SourceFile source) {
    try {
      BasicFileAttributes attributes = SourceStamp.basicOf(FileNames.toPath(source.path()));
      Node.Source node = attributes == null ? null : nodes.touched(source, attributes, probe);
      return node == null ? List.of() : compiler.update(node);
    } catch (IOException e) {
      return List.of(new SourceOutcome.Failed(source.path(), null, e));
    }
  }

  /** Trusts what it has seen made, as long as nobody else has put something in its place. */
  private static final class Memory implements Trust {
    private final PythonVersion python;
    private final Map<String, Made> caches = new HashMap<>();

    private record Made(PycHeader header, long sourceHash) {}

    Memory(PythonVersion python) {
      this.python = python;
    }

    @Override
    public boolean vouches(Node.Source source, String cache, PycHeader header, Content content) {
      return new Made(header, hash(content)).equals(caches.get(cache));
    }

    @Override
    public void made(String cache, PycHeader header, Content content) {
      caches.put(cache, new Made(header, hash(content)));
    }

    private long hash(Content content) {
      return SourceHash.of(python, content.bytes());
    }
  }
}
