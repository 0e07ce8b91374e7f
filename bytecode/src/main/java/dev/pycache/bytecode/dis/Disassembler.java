package dev.pycache.bytecode.dis;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.PythonVersion;
import java.util.function.UnaryOperator;

/**
 * Code objects as text, character by character as the {@code dis} of their version prints them
 * ({@code python -m dis FILE}), but for the addresses in {@code <code object f at 0x7f...>}: here
 * they are numbers, from 0x1 on in the order in which the code objects are first shown.
 *
 * <p>Code that no compiler has made, on which {@code dis} ends with an error, is shown too: an
 * index of nothing as {@code <no constant 7>}, what is wrong with the code as a whole or with its
 * tables in a line with {@code !!!}. The length of the text is bounded by a multiple of the length
 * of the code, whatever is shared in it.
 */
public final class Disassembler {
  private final Layout layout;
  private final DisOptions options;
  private final ArgumentText arguments;
  private final StyledText out;
  private final UnaryOperator<byte[]> loading;

  private Disassembler(PythonVersion python, CodeObject root, DisOptions options, StyledText out) {
    this.options = options;
    DisModule module = DisModule.of(python);
    this.layout = module.layout();
    this.arguments = ArgumentText.of(python, root);
    this.out = out;
    this.loading =
        options.shown().contains(DisOption.SPECIALIZED)
            ? module.quickening().of(arguments.table())
            : UnaryOperator.identity();
  }

  /**
   * Writes the listing of a code object of any origin.
   *
   * @param python the version whose code it is
   * @throws IllegalArgumentException if {@code options} has one that {@linkplain DisOption#existsIn
   *     that version has not}
   */
  public static void write(
      PythonVersion python, CodeObject code, DisOptions options, StyledText out) {
    for (DisOption option : options.shown()) {
      if (!option.existsIn(python)) {
        throw new IllegalArgumentException("dis of " + python + " has no option " + option);
      }
    }
    new Disassembler(python, code, options, out).write(code);
  }

  private void write(CodeObject root) {
    var walk = new CodeWalk(root);
    for (boolean first = true; walk.hasNext(); first = false) {
      CodeObject code = walk.next();
      if (!first) {
        writeHeading(code);
      }
      if (walk.isTooMuch(code)) {
        out.append(Style.ERROR, "!!! shown above");
        out.append(Style.PLAIN, "\n");
        continue;
      }
      layout.write(new CodeView(code, arguments, options.shown(), loading), out);
      if (options.recursive()) {
        walk.enter(code);
      }
    }
  }

  private void writeHeading(CodeObject code) {
    var heading = new StringBuilder("Disassembly of ");
    arguments.appendConstant(heading, code);
    out.append(Style.PLAIN, "\n");
    out.append(Style.HEADING, heading.append(':').toString());
    out.append(Style.PLAIN, "\n");
  }
}
