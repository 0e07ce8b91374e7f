package dev.pycache.bytecode.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  @Test
  void alignsWhatIsEqual() {
    assertThat(Alignment.of(List.of("a", "b", "c"), List.of("a", "x", "c", "d")))
        .containsExactly(0, Alignment.NONE, 2);
    assertThat(Alignment.of(List.of(), List.of("a"))).isEmpty();
    assertThat(Alignment.of(List.of("a"), List.of())).containsExactly(Alignment.NONE);
    assertThat(Alignment.of(new int[] {1, 2}, new int[] {2, 1})).containsExactlyInAnyOrder(-1, 0);
  }

  /** As many pairs as a longest common subsequence has items. */
  @Test
  void findsTheLongest() {
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      int[] left = random.ints(random.nextInt(14), 0, 4).toArray();
      int[] right = random.ints(random.nextInt(14), 0, 4).toArray();
      int[] partners = Alignment.of(left, right);
      check(left, right, partners);
      assertThat(Arrays.stream(partners).filter(partner -> partner >= 0).count())
          .as(Arrays.toString(left) + " " + Arrays.toString(right))
          .isEqualTo(longest(left, right));
    }
  }

  private static void check(int[] left, int[] right, int[] partners) {
    int last = -1;
    for (int i = 0; i < left.length; i++) {
      if (partners[i] != Alignment.NONE) {
        assertThat(partners[i]).isGreaterThan(last);
        assertThat(right[partners[i]]).isEqualTo(left[i]);
        last = partners[i];
      }
    }
  }

  private static int longest(int[] left, int[] right) {
    int[][] table = new int[left.length + 1][right.length + 1];
    for (int i = 1; i <= left.length; i++) {
      for (int j = 1; j <= right.length; j++) {
        table[i][j] =
            left[i - 1] == right[j - 1]
                ? table[i - 1][j - 1] + 1
                : Math.max(table[i - 1][j], table[i][j - 1]);
      }
    }
    return table[left.length][right.length];
  }

  @Test
  void doesNotTakeForeverForWhatHasLittleInCommon() {
    var random = new Random(2);
    int[] left = random.ints(200_000, 0, 50).toArray();
    int[] right = random.ints(200_000, 0, 50).toArray();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> check(left, right, Alignment.of(left, right)));
  }

  @Test
  void cutsLongSequencesAtWhatIsThereOnce() {
    int[] left = new int[20_000];
    int[] right = new int[20_000];
    for (int i = 0; i < left.length; i++) {
      left[i] = i % 10 == 0 ? 1_000_000 + i : i % 7;
      right[i] = i % 10 == 0 ? 1_000_000 + i : 100 + i % 5;
    }
    int[] partners = Alignment.of(left, right);
    check(left, right, partners);
    for (int i = 0; i < left.length; i += 10) {
      assertThat(partners[i]).isEqualTo(i);
    }
  }
}
