package dev.pycache.cache.watch;

import dev.pycache.cache.compile.CompileOptions;
import dev.pycache.cache.compile.CompileSummary;
import dev.pycache.cache.compile.TreeCompiler;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings the caches of trees up to date and then keeps them so: each source that is written to,
 * made, or moved into place is compiled again unless it has the bytes that its caches were made of.
 * Nothing is removed: the cache of a source that is gone stays.
 *
 * <p>Folders that come later are watched too, those that the options exclude are not. A source that
 * is a symbolic link is compiled when the file changes to which it leads. A given path that is
 * missing is waited for, as long as another is there.
 */
public final class TreeWatcher {
  private static final long STACK_BYTES = 64L << 20;

  private final CompileOptions options;

  /**
   * @param options as for a run over the trees
   */
  public TreeWatcher(CompileOptions options) {
    this.options = options;
  }

  /**
   * Compiles and watches files and all that is below folders.
   *
   * @param paths names as Python has them
   * @param listener is told what becomes of each source; what it throws ends the watch
   * @return what the run over the trees did, if there is nothing to watch: none of the paths exists
   * @throws InterruptedException if the calling thread is interrupted, which is the other way to
   *     end a watch; a source that is begun is finished first
   * @throws IOException if a folder cannot be watched, as when the system does not allow so many
   */
  public CompileSummary watch(List<String> paths, WatchListener listener)
      throws IOException, InterruptedException {
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      var loop = new WatchLoop(options, service, paths, listener);
      // The watch begins before the first run, so that nothing is missed between the two.
      int folders = loop.begin();
      CompileSummary first = new TreeCompiler(options).compile(paths, listener);
      if (folders > 0) {
        listener.watching(first, folders);
        runAside(loop);
      }
      return first;
    }
  }

  /**
   * Runs the loop in a thread that nobody interrupts: a file that is being written would suffer.
   */
  private static void runAside(WatchLoop loop) throws IOException, InterruptedException {
    var failure = new AtomicReference<@Nullable Throwable>();
    Runnable work =
        () -> {
          try {
            loop.run();
          } catch (Throwable e) {
            failure.set(e);
          }
        };
    var thread = new Thread(null, work, "pycache-watch", STACK_BYTES);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        loop.stop();
      }
    }
    if (interrupted) {
      throw new InterruptedException();
    }
    switch (failure.get()) {
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException("the watch ended by itself");
    }
  }
}
