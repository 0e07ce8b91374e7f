package dev.pycache.cli.status;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.cache.status.CacheStatus;
import dev.pycache.cache.status.State;
import dev.pycache.cache.status.StatusEntry;
import dev.pycache.cache.status.StatusListener;
import dev.pycache.cache.status.StatusSummary;
import dev.pycache.cli.ExitStatus;
import dev.pycache.cli.Failure;
import dev.pycache.cli.Output;
import dev.pycache.cli.Progress;
import dev.pycache.cli.text.ControlCharacters;
import dev.pycache.cli.text.Figures;
import dev.pycache.cli.text.StyledOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What {@code pycache status} does. */
public final class StatusRun implements StatusListener {
  /** Of each state no more lines than that are shown to somebody who has not asked for all. */
  private static final int LINES = 10;

  private static final int STATE_WIDTH = 11;

  private final StatusRequest request;
  private final Output err;
  private final Output out;
  private final StyledOutput text;
  private final Progress progress;
  private final Map<State, List<StatusEntry>> attention = new EnumMap<>(State.class);
  private boolean listedAny;

  private StatusRun(StatusRequest request, Output out, Output err) {
    this.request = request;
    this.out = out;
    this.err = err;
    this.text = new StyledOutput(out, request.colours());
    this.progress = Progress.onTerminal(err, request.quiet() ? 1 : 0);
  }

  /** Does what is asked for; returns the exit status. */
  public static int run(StatusRequest request, Output out, Output err) {
    return new StatusRun(request, out, err).run();
  }

  private int run() {
    StatusSummary summary;
    try {
      summary = new CacheStatus(request.options()).look(request.paths(), this);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
    progress.clear();
    if (!request.json() && !request.quiet()) {
      summarise(summary);
    }
    text.flush();
    long bad = 0;
    for (State state : State.values()) {
      bad += state.needsAttention() ? summary.files(state) : 0;
    }
    if (summary.unreadable() + summary.files(State.UNREADABLE) > 0) {
      return ExitStatus.FAILED;
    }
    return request.check() && bad > 0 ? ExitStatus.REJECTED : ExitStatus.OK;
  }

  @Override
  public void entry(StatusEntry entry) {
    State state = entry.state();
    if (request.listed().contains(state)) {
      tell(entry);
    } else if (request.listed().isEmpty() && request.json()) {
      tell(entry);
    } else if (request.listed().isEmpty() && state.needsAttention()) {
      List<StatusEntry> few = attention.computeIfAbsent(state, s -> new ArrayList<>());
      if (few.size() < LINES) {
        few.add(entry);
      }
    }
  }

  private void tell(StatusEntry entry) {
    if (request.quiet()) {
      return;
    }
    progress.clear();
    if (request.json()) {
      out.print(StatusJson.line(entry));
    } else {
      write(entry);
      listedAny = true;
    }
  }

  @Override
  public void unreadable(String path, IOException cause) {
    progress.clear();
    err.print("pycache: " + path + ": " + Failure.of(cause).reason() + "\n");
    err.flush();
  }

  @Override
  public void progressed(long files) {
    progress.count(files, "files");
  }

  private void summarise(StatusSummary summary) {
    if (summary.groups().isEmpty()) {
      if (summary.unreadable() == 0) {
        text.append(
            Style.PLAIN,
            summary.sources() == 0
                ? "no source and no cache below " + String.join(", ", request.paths()) + "\n"
                : Figures.grouped(summary.sources()) + " sources, no cache\n");
      }
      return;
    }
    text.append(Style.PLAIN, listedAny ? "\n" : "");
    StatusTable.write(summary, request.options().pythons(), text);
    for (State state : State.values()) {
      List<StatusEntry> few = attention.getOrDefault(state, List.of());
      if (!few.isEmpty()) {
        text.append(Style.PLAIN, "\n");
        few.forEach(this::write);
        writeRest(state, summary.files(state) - few.size());
      }
    }
  }

  private void writeRest(State state, long rest) {
    if (rest > 0) {
      text.append(
          Style.POSITION,
          "  … and "
              + Figures.grouped(rest)
              + " more; --state "
              + state.word()
              + " lists them all\n");
    }
  }

  private void write(StatusEntry entry) {
    State state = entry.state();
    text.append(Style.PLAIN, "  ");
    text.append(StatusTable.style(state), state.word());
    String path = state == State.MISSING ? sourceOf(entry) : entry.cache();
    text.append(
        Style.PLAIN,
        " ".repeat(STATE_WIDTH - state.word().length())
            + ControlCharacters.shown(path.startsWith("./") ? path.substring(2) : path));
    String reason = Reason.of(entry.finding()).text();
    if (!reason.isEmpty()) {
      text.append(Style.POSITION, ": " + ControlCharacters.shown(reason));
    }
    text.append(Style.PLAIN, "\n");
  }

  private static String sourceOf(StatusEntry entry) {
    return entry.source() == null ? entry.cache() : entry.source();
  }
}
