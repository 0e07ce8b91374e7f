package dev.pycache.cli;

import dev.pycache.bytecode.marshal.MarshalException;
import dev.pycache.bytecode.pyc.PycFormatException;
import dev.pycache.cache.compile.SourceOutcome;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * What kept a file from being read or written, in Python's terms.
 *
 * @param type the Python exception
 * @param reason what the system says of it
 */
public record Failure(String type, String reason) {
  static Failure of(SourceOutcome.Failed failed) {
    return of(failed.cause());
  }

  /** What an exception that comes of reading or writing a file says. */
  public static Failure of(Throwable cause) {
    return switch (cause) {
      case NoSuchFileException e -> new Failure("FileNotFoundError", "No such file or directory");
      case AccessDeniedException e -> new Failure("PermissionError", "Permission denied");
      case FileAlreadyExistsException e -> new Failure("FileExistsError", "File exists");
      case NotDirectoryException e -> new Failure("NotADirectoryError", "Not a directory");
      case DirectoryNotEmptyException e -> new Failure("OSError", "Directory not empty");
      case FileSystemException e -> ofReason(e.getReason());
      case MarshalException e ->
          new Failure(e.isTruncated() ? "EOFError" : "ValueError", message(e));
      case PycFormatException e -> new Failure("ImportError", message(e));
      case IOException e -> ofReason(e.getMessage());
      case OutOfMemoryError e -> new Failure("MemoryError", "out of memory");
      case Throwable e -> new Failure("SystemError", "a fault of pycache: " + e);
    };
  }

  private static String message(IOException e) {
    return String.valueOf(e.getMessage());
  }

  private static Failure ofReason(@Nullable String reason) {
    String text = reason == null ? "input/output error" : reason;
    String type =
        switch (text) {
          case "Operation not permitted" -> "PermissionError";
          case "Not a directory" -> "NotADirectoryError";
          case "Is a directory" -> "IsADirectoryError";
          default -> "OSError";
        };
    return new Failure(type, text);
  }

  /** One line that names the files. */
  String text(SourceOutcome.Failed failed) {
    return failed.path() + ": " + reason + (isOfCache(failed) ? " (" + failed.cache() + ")" : "");
  }

  /** Whether it was the cache that could not be had, not the source. */
  private static boolean isOfCache(SourceOutcome.Failed failed) {
    return failed.cache() != null
        && failed.cause() instanceof FileSystemException e
        && e.getFile() != null
        && !e.getFile().equals(failed.path());
  }
}
