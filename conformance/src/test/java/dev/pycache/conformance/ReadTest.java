package dev.pycache.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.pycache.conformance.Verdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches of an interpreter, if there is one on the path. */
class ReadTest {
  @TempDir Path folder;

  private static ReadJudge judge() throws IOException {
    for (String python : List.of("python3", "python")) {
      try (var reference = CacheReference.start(python, 0, List.of())) {
        if (reference.about().name().startsWith("cpython 3.")) {
          return ReadJudge.start(python);
        }
      } catch (IOException e) {
        // the next one
      }
    }
    return abort("no CPython 3 on the PATH");
  }

  @Test
  void readsWritesAndDisassemblesAsTheInterpreterDoes() throws IOException {
    Path source = folder.resolve("a.py");
    Files.writeString(source, "def f(a, b=(1, 2.5)):\n  return a in {'x', 'y'}, [c for c in b]\n");
    List<Kind> kinds = new ArrayList<>();
    List<String> details = new ArrayList<>();
    try (ReadJudge judge = judge()) {
      judge.judge(
          source.toString(),
          CacheReference.Header.CHECKED_HASH,
          List.of(Set.of()),
          (what, verdict) -> {
            kinds.add(verdict.kind());
            details.add(verdict.detail());
          });
    }
    assertThat(kinds)
        .as(details.toString())
        .containsExactly(Kind.WRITTEN_AGAIN, Kind.CANONICAL, Kind.SAME_TEXT);
  }

  @Test
  void whatDoesNotCompileIsNotCompared() throws IOException {
    Path source = Files.writeString(folder.resolve("a.py"), "x = = 1\n");
    List<Verdict> verdicts = new ArrayList<>();
    try (ReadJudge judge = judge()) {
      judge.judge(
          source.toString(),
          CacheReference.Header.TIME_STAMP,
          List.of(Set.of()),
          (what, verdict) -> verdicts.add(verdict));
    }
    assertThat(verdicts).isEmpty();
  }

  @Test
  void hidesAddressesAndNothingElse() {
    assertThat(Addresses.hide("<code object f at 0x7f00aaBC, file \"0xzz\", line 1> 0x 10x5g"))
        .isEqualTo("<code object f at 0x, file \"0xzz\", line 1> 0x 10xg");
    assertThat(Addresses.hide("none")).isEqualTo("none");
  }

  @Test
  void knowsTheOrderOfASetFromOtherDifferences() {
    var listing = List.of("1 LOAD_CONST", "2 LOAD_CONST 1 (frozenset({1, None, 'a'}))");
    assertThat(SetOrder.isAllThatDiffers(listing, listing)).isFalse();
    assertThat(
            SetOrder.isAllThatDiffers(
                listing, List.of("1 LOAD_CONST", "2 LOAD_CONST 1 (frozenset({'a', 1, None}))")))
        .isTrue();
    assertThat(
            SetOrder.isAllThatDiffers(
                listing, List.of("1 LOAD_CONST", "2 LOAD_CONST 1 (frozenset({'b', 1, None}))")))
        .isFalse();
    assertThat(
            SetOrder.isAllThatDiffers(
                listing, List.of("1 LOAD_NAME", "2 LOAD_CONST 1 (frozenset({'a', 1, None}))")))
        .isFalse();
    assertThat(
            SetOrder.isAllThatDiffers(
                List.of("(frozenset({1, 2}))"), List.of("(frozenset({2, 1}))")))
        .isFalse();
  }
}
