package dev.pycache.cache.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.cache.docker.Cases.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColdStartsTest {
  static Stream<Case> cases() throws Exception {
    return Cases.in("dockerfile").stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsCold(Case each) {
    assertThat(found(each.input())).isEqualTo(each.expected());
  }

  /** Line ends of Windows change nothing. */
  @ParameterizedTest
  @MethodSource("cases")
  void findsTheSameWithOtherLineEnds(Case each) {
    assertThat(found("\uFEFF" + each.input().replace("\n", "\r\n"))).isEqualTo(each.expected());
  }

  private static List<String> found(String text) {
    List<String> found = new ArrayList<>();
    for (ColdStart cold :
        ColdStarts.in(Dockerfile.parse(text), path -> ColdStarts.isSourceByName(path))) {
      String brings =
          cold.kind() == ColdStart.Kind.NEVER_COMPILED ? " brings " + cold.uncompiled() : "";
      found.add(cold.kind() + " " + cold.line() + brings);
    }
    return found;
  }

  @Test
  void tellsWhatIsCopied() {
    Dockerfile file =
        Dockerfile.parse(
            """
            FROM scratch
            COPY --chown=me:me a b/ /x
            COPY --from=other c /x
            ADD https://example.org/d git@example.org:e.git f /x
            COPY <<ONE <<TWO g /x
            COPY h /y
            ONE
            TWO
            COPY ["i j", "/x"]
            """);
    assertThat(ColdStarts.copied(file)).containsExactly("a", "b/", "f", "g", "i j");
  }

  @Test
  void readsAnything() {
    for (String text :
        new String[] {
          "",
          "\\",
          "FROM",
          "RUN <<",
          "RUN <<EOF",
          "COPY [\"",
          "ENV =",
          "ENV A",
          "FROM a AS",
          "COPY --from= a b",
          "RUN \"",
          "RUN '\\",
          "ONBUILD",
          "# escape=",
          "\0\0"
        }) {
      assertThat(found(text)).as(text).isEmpty();
      assertThat(found("FROM x\n" + text + "\nCOPY . .")).as(text).isEmpty();
    }
  }
}
