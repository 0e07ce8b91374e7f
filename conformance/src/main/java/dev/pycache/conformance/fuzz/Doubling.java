package dev.pycache.conformance.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;

/**
 * Small objects that mean large ones: what refers twice to something that refers twice to something
 * else, and what holds itself.
 */
final class Doubling {
  private static final int FLAG_REF = 0x80;
  private static final char[] CONTAINERS = {')', '(', '[', '<', '>', '{', ':'};

  private Doubling() {}

  /**
   * Containers of two, within each other: the first element is the next container, the second a
   * reference to it.
   *
   * @param number what the next numbered object is numbered
   */
  static byte[] bytes(SplittableRandom random, int number) {
    char container = CONTAINERS[random.nextInt(CONTAINERS.length)];
    int depth = 5 + random.nextInt(80);
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < depth; i++) {
      open(out, container, 2);
    }
    out.write('z' | FLAG_REF);
    out.write(1);
    out.write('x');
    for (int i = depth; i > 0; i--) {
      out.write('r');
      out.writeBytes(Harm.ints(number + i));
      close(out, container);
    }
    return out.toByteArray();
  }

  /**
   * A container that holds itself, now and then within another one.
   *
   * @param number what the next numbered object is numbered
   */
  static byte[] cycle(SplittableRandom random, int number) {
    int depth = 1 + random.nextInt(3);
    var containers = new char[depth];
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < depth; i++) {
      containers[i] = CONTAINERS[random.nextInt(CONTAINERS.length)];
      if (containers[i] == '{') {
        open(out, '{', 0);
        out.write('N');
      } else {
        open(out, containers[i], 1);
      }
    }
    out.write('r');
    out.writeBytes(Harm.ints(number + random.nextInt(depth)));
    for (int i = depth - 1; i >= 0; i--) {
      close(out, containers[i]);
    }
    return out.toByteArray();
  }

  private static void open(ByteArrayOutputStream out, char container, int count) {
    out.write(container | FLAG_REF);
    switch (container) {
      case ')' -> out.write(count);
      case '{', ':' -> {}
      default -> out.writeBytes(Harm.ints(count));
    }
  }

  private static void close(ByteArrayOutputStream out, char container) {
    switch (container) {
      case '{' -> out.write('0');
      case ':' -> out.write('N');
      default -> {}
    }
  }
}
