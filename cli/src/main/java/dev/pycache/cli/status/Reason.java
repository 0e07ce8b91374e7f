package dev.pycache.cli.status;

import dev.pycache.cache.status.Defect;
import dev.pycache.cache.status.Finding;
import dev.pycache.cache.status.Finding.Change;
import dev.pycache.cache.status.Finding.Origin;
import dev.pycache.cli.Failure;
import dev.pycache.cli.text.Figures;
import java.util.StringJoiner;

/**
 * Why a cache is in its state, in a word for programs and in words for people.
 *
 * @param code stable, as in {@code "size"}; empty where the state says it all
 * @param text as in {@code "source is 3 days newer, 12 bytes larger"}; empty where the state says
 *     it all
 */
record Reason(String code, String text) {
  private static final Reason NONE = new Reason("", "");

  static Reason of(Finding finding) {
    return switch (finding) {
      case Finding.Stale stale -> of(stale.change());
      case Finding.Invalid invalid -> of(invalid);
      case Finding.Foreign foreign -> of(foreign.origin());
      case Finding.Unreadable unreadable ->
          new Reason("error", Failure.of(unreadable.cause()).reason());
      case Finding.Orphan orphan -> new Reason("", "its source is gone");
      case Finding.Unchecked unchecked ->
          new Reason("", "used whatever the source is: its hash is not checked");
      case Finding.Legacy legacy -> new Reason("", "not looked at while its source is there");
      case Finding.Sourceless sourceless -> new Reason("", "a module without source");
      case Finding.Leftover leftover -> new Reason("", "its writer was killed");
      case Finding.Writing writing -> new Reason("", "somebody is writing it");
      case Finding.Other other -> new Reason("", "not the name of a cache");
      case Finding.Fresh fresh -> NONE;
      case Finding.Present present -> NONE;
      case Finding.Missing missing -> NONE;
    };
  }

  private static Reason of(Change change) {
    return switch (change) {
      case Change.Hash hash -> new Reason("hash", "source has another hash");
      case Change.Release release ->
          new Reason(
              "release",
              "was written by another release"
                  + (release.release().isEmpty() ? "" : ", " + release.release())
                  + ": magic number "
                  + release.magic());
      case Change.Stamp stamp -> {
        var text = new StringJoiner(", ");
        long newer = stamp.secondsNewer();
        if (newer != 0) {
          text.add(Figures.span(Math.abs(newer)) + (newer > 0 ? " newer" : " older"));
        }
        long larger = stamp.bytesLarger();
        if (larger != 0) {
          text.add(Figures.bytes(Math.abs(larger)) + (larger > 0 ? " larger" : " smaller"));
        }
        if (text.length() == 0) {
          yield new Reason("time", "source has a time that this Python cannot read");
        }
        yield new Reason(newer != 0 ? "time" : "size", "source is " + text);
      }
    };
  }

  private static Reason of(Finding.Invalid invalid) {
    Reason reason =
        switch (invalid.defect()) {
          case Defect.NoMagic d -> new Reason("no-magic", "does not begin with a magic number");
          case Defect.WrongMagic d ->
              new Reason(
                  "magic",
                  d.writer().isEmpty()
                      ? "has the magic number " + d.magic() + ", which is unknown"
                      : "was written by " + name(d.writer()) + ", not by what its name says");
          case Defect.Truncated d ->
              new Reason(
                  "truncated", "ends within its header: " + d.size() + " bytes of " + d.wanted());
          case Defect.UnknownFlags d ->
              new Reason("flags", "has unknown flags 0x" + Integer.toHexString(d.flags()));
          case Defect.BadCode d -> new Reason("code", d.problem().text());
          case Defect.NotRegular d ->
              new Reason(
                  "not-a-file",
                  switch (d.kind()) {
                    case FOLDER -> "is a folder";
                    case DANGLING_LINK -> "is a symbolic link to nowhere";
                    case SPECIAL -> "is no regular file";
                  });
        };
    String consequence = invalid.failsImport() ? "; an import fails" : "; an import compiles anew";
    return new Reason(reason.code, reason.text + consequence);
  }

  private static Reason of(Origin origin) {
    return switch (origin) {
      case Origin.OtherPython o ->
          new Reason("python", "is good for " + name(o.python().version()));
      case Origin.OtherProgram o ->
          new Reason("program", "is good for " + o.program() + " on " + name(o.python().version()));
      case Origin.Unknown o -> new Reason("unknown", "is of an interpreter that is unknown here");
    };
  }

  private static String name(String version) {
    return (version.startsWith("pypy") ? "PyPy " : "Python ") + version.replace("pypy", "");
  }
}
