package dev.pycache.compiler.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables are what their formulas, computed to many digits, say. */
class LibmTablesTest {
  /** Enough digits for a double and its tail. */
  private static final Series SERIES = new Series(50);

  private static final int PART_BITS = 52 - LibmTables.BITS;

  @Test
  void logarithms() {
    var rows = new StringBuilder();
    for (int part = 0; part < LibmTables.SIZE; part++) {
      double inverse = inverseOfPoint(part);
      BigDecimal exact = SERIES.log(inverse).negate();
      double rounded = roundTo43Bits(exact);
      double tail = exact.subtract(new BigDecimal(rounded)).doubleValue();
      rows.append(row(inverse, rounded, tail));
    }
    assertThat(rowsOf(LibmTables.LOG, LibmTables.LOG_ROW)).isEqualTo(rows.toString());
  }

  /**
   * The inverse of the point inside the given part of the interval, cut to so few bits that z/c - 1
   * is exact.
   */
  private static double inverseOfPoint(int part) {
    double start = Double.longBitsToDouble(Libm.LOG_START + ((long) part << PART_BITS));
    double end = Double.longBitsToDouble(Libm.LOG_START + (part + 1L << PART_BITS));
    double center = (start + end) / 2;
    return center < 1
        ? Math.rint(LibmTables.SIZE / center) / LibmTables.SIZE
        : Math.rint(2 * LibmTables.SIZE / center) / LibmTables.SIZE / 2;
  }

  private static double roundTo43Bits(BigDecimal number) {
    BigDecimal scaled = number.multiply(new BigDecimal(0x1p43)).setScale(0, RoundingMode.HALF_EVEN);
    return scaled.doubleValue() / 0x1p43;
  }

  @Test
  void powersOfTwo() {
    var rows = new StringBuilder();
    BigDecimal size = BigDecimal.valueOf(LibmTables.SIZE);
    for (int point = 0; point < LibmTables.SIZE; point++) {
      BigDecimal exponent = SERIES.ln2().multiply(BigDecimal.valueOf(point));
      BigDecimal exact = SERIES.exp(exponent.divide(size, new MathContext(60)));
      double power = exact.doubleValue();
      BigDecimal rounded = new BigDecimal(power);
      BigDecimal tail = exact.subtract(rounded).divide(rounded, MathContext.DECIMAL128);
      rows.append(row(power, tail.doubleValue()));
    }
    assertThat(rowsOf(LibmTables.EXP, LibmTables.EXP_ROW)).isEqualTo(rows.toString());
  }

  private static String rowsOf(double[] table, int width) {
    var rows = new StringBuilder();
    for (int i = 0; i < table.length; i += width) {
      rows.append(row(Arrays.copyOfRange(table, i, i + width)));
    }
    return rows.toString();
  }

  /** A row as it stands in the source. */
  private static String row(double... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(Double::toHexString)
        .collect(Collectors.joining(", ", "    ", ",\n"));
  }
}
