package dev.pycache.conformance.fuzz;

/**
 * What a case must not do: it breaks a promise, or ends in anything but a value or a clear error.
 */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  Fault(String message) {
    super(message);
  }

  Fault(String message, Throwable cause) {
    super(message + ": " + cause, cause);
  }
}
