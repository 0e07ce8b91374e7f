package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says where pycache asserts what CPython's tests assert names tests that exist. */
class CpythonTestsPageTest {
  private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");

  /** A method in a row of a table, with its class or without. */
  private static final Pattern NAMED = Pattern.compile("`(?:(\\w+Test)\\.)?([a-z]+[A-Z0-9]\\w*)`");

  private static List<Path> tests() throws IOException {
    List<Path> tests = new ArrayList<>();
    for (String floor : List.of("bytecode", "compiler", "cache", "cli", "conformance")) {
      try (Stream<Path> files = Files.walk(Path.of("..", floor, "src", "test", "java"))) {
        files.filter(file -> file.toString().endsWith("Test.java")).forEach(tests::add);
      }
    }
    return tests;
  }

  /** Names of methods, alone and with their class. */
  private static Set<String> methods() throws IOException {
    Set<String> methods = new TreeSet<>();
    for (Path test : tests()) {
      String name = test.getFileName().toString().replace(".java", "");
      Matcher method = METHOD.matcher(Files.readString(test));
      while (method.find()) {
        methods.add(method.group(1));
        methods.add(name + "." + method.group(1));
      }
    }
    return methods;
  }

  @Test
  void namesTestsThatExist() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/cpython-tests.md"))) {
      String[] cells = line.split("\\|", -1);
      Matcher name = NAMED.matcher(cells.length > 2 ? cells[2] : "");
      while (name.find()) {
        named.add(name.group(1) == null ? name.group(2) : name.group(1) + "." + name.group(2));
      }
    }
    assertThat(named).hasSizeGreaterThan(30);
    assertThat(methods()).containsAll(named);
  }
}
