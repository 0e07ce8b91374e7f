package dev.pycache.cli.why;

import dev.pycache.bytecode.dis.Style;
import dev.pycache.bytecode.dis.StyledText;
import dev.pycache.cache.why.CacheFile;
import dev.pycache.cache.why.ImportDecision;
import dev.pycache.cache.why.ModuleSearch;
import dev.pycache.cache.why.Outcome;
import dev.pycache.cli.Failure;
import dev.pycache.cli.text.Figures;

/** A decision for people, a row for each thing that was looked at. */
public final class WhyText {
  private final StyledText out;

  public WhyText(StyledText out) {
    this.out = out;
  }

  /** Writes an answer. */
  public void write(Question.Answer answer) {
    switch (answer) {
      case Question.Answer.OfFile file -> {
        heading(
            file.decision().source(),
            ", imported by " + file.decision().settings().python().fullName());
        write(file.decision());
      }
      case Question.Answer.OfModule module -> {
        heading(
            module.module(), ", imported by " + module.decision().settings().python().fullName());
        search(module.search());
        write(module.decision());
      }
      case Question.Answer.WithoutCache module -> {
        heading(module.module(), ", imported by " + module.python().fullName());
        search(module.search());
        row("so", without(module.search().found()), Style.HEADING);
      }
    }
  }

  private void heading(String name, String rest) {
    out.append(Style.HEADING, name);
    out.append(Style.PLAIN, rest + "\n\n");
  }

  private void row(String label, String value, Style style) {
    out.append(Style.POSITION, String.format("  %-9s", label));
    out.append(style, value);
    out.append(Style.PLAIN, "\n");
  }

  private void row(String label, String value) {
    row(label, value, Style.PLAIN);
  }

  private void search(ModuleSearch.Result search) {
    for (ModuleSearch.Tried tried : search.tried()) {
      String folder = tried.folder().isEmpty() ? "the working directory" : tried.folder();
      String found = tried.found();
      row("search", tried.module() + (found == null ? ": not in " + folder : ": " + found));
    }
  }

  private static String without(ModuleSearch.Found found) {
    return switch (found) {
      case ModuleSearch.Found.Preloaded preloaded ->
          preloaded.frozen()
              ? "frozen: its bytecode is in the interpreter, no cache is looked at"
                  + " (-X frozen_modules=off would)"
              : "built into the interpreter: there is no bytecode";
      case ModuleSearch.Found.Extension extension ->
          "machine code: " + extension.path() + " has no bytecode";
      case ModuleSearch.Found.Namespace namespace ->
          "a namespace package: without __init__ there is no bytecode";
      case ModuleSearch.Found.Nothing nothing ->
          "the import fails: no module named '" + nothing.module() + "'";
      case ModuleSearch.Found.Source source -> source.path();
      case ModuleSearch.Found.Sourceless pyc -> pyc.path();
    };
  }

  private void write(ImportDecision decision) {
    source(decision);
    cache(decision);
    if (decision.verdict() != null || !decision.sourceless()) {
      row("rule", Words.rule(decision, decision.verdict()));
    }
    Words.python(decision).ifPresent(said -> row("python", said));
    Outcome outcome = decision.outcome();
    row("so", Words.outcome(outcome), outcome.succeeds() ? Style.HEADING : Style.ERROR);
  }

  private void source(ImportDecision decision) {
    if (decision.sourceless()) {
      row("source", "none; a .pyc in its place is taken as it is");
    } else if (decision.state() == null) {
      row("source", "not there");
    } else {
      row(
          "source",
          Words.time(decision.state().mtime()) + ", " + Figures.bytes(decision.state().size()));
    }
  }

  private void cache(ImportDecision decision) {
    row("cache", decision.cache().path());
    if (!decision.sourceless()) {
      decision
          .settings()
          .prefix()
          .ifPresent(prefix -> row("", "below the prefix " + prefix + ", not beside the source"));
    }
    switch (decision.cache()) {
      case CacheFile.Missing missing -> row("", "not there");
      case CacheFile.Unreadable unreadable ->
          row("", "cannot be read: " + Failure.of(unreadable.cause()).reason());
      case CacheFile.Present present -> {
        row("", "there, " + Figures.bytes(present.size()));
        row(
            "header",
            present.header() == null ? "none that is known" : Words.header(present.header()));
      }
    }
  }
}
