package dev.pycache.compiler.flowgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pycache.bytecode.Opcode;
import dev.pycache.compiler.ast.Span;
import org.junit.jupiter.api.Test;

/** What a block knows of its instructions without looking at them. */
class BasicBlockTest {
  private static final Span SOMEWHERE = new Span(1, 0, 1, 1);

  private final BasicBlock block = new BasicBlock(null);

  private static BasicBlock blockOf(Opcode... opcodes) {
    var made = new BasicBlock(null);
    for (Opcode opcode : opcodes) {
      made.append(opcode, 0, null, SOMEWHERE);
    }
    return made;
  }

  @Test
  void knowsWhatWasAppended() {
    block.append(Opcode.LOAD_CONST, 0, null, SOMEWHERE);
    assertThat(block.mayContain(Traits.CONSTANT)).isTrue();
    assertThat(block.mayContain(Traits.LOCAL | Traits.NOP | Traits.LINELESS | Traits.SETUP))
        .isFalse();
    block.append(Opcode.NOP, 0, null, Span.NONE);
    assertThat(block.mayContain(Traits.NOP)).isTrue();
    assertThat(block.mayContain(Traits.LINELESS)).isTrue();
  }

  @Test
  void knowsWhatWasCopiedOrTakenOver() {
    BasicBlock other = blockOf(Opcode.LOAD_FAST, Opcode.POP_TOP);
    block.addCopies(other);
    assertThat(block.mayContain(Traits.LOAD_FAST)).isTrue();
    assertThat(block.mayContain(Traits.POP_TOP)).isTrue();
    BasicBlock taking = blockOf(Opcode.NOP);
    taking.addAll(other);
    assertThat(taking.size()).isEqualTo(3);
    assertThat(taking.get(2)).isSameAs(other.get(1));
    assertThat(taking.mayContain(Traits.NOP)).isTrue();
    assertThat(taking.mayContain(Traits.POP_TOP)).isTrue();
  }

  @Test
  void knowsWhatWasPutInFront() {
    block.append(Opcode.RETURN_VALUE, 0, null, SOMEWHERE);
    Instruction[] prefix = {new Instruction(Opcode.MAKE_CELL, 0, null, Span.NONE)};
    block.prepend(prefix, 1);
    assertThat(block.mayContain(Traits.CELL)).isTrue();
    assertThat(block.mayContain(Traits.LINELESS)).isTrue();
    assertThat(block.get(0)).isSameAs(prefix[0]);
  }

  @Test
  void knowsThatItGoesOnBehindItsEnd() {
    BasicBlock ended = blockOf(Opcode.NOP, Opcode.RETURN_VALUE);
    assertThat(ended.mayContain(Traits.GOES_ON)).isFalse();
    ended.addAll(blockOf(Opcode.NOP));
    assertThat(ended.mayContain(Traits.GOES_ON)).isTrue();
    assertThat(blockOf(Opcode.RERAISE, Opcode.NOP).mayContain(Traits.GOES_ON)).isTrue();
  }

  @Test
  void forgetsWhatIsGone() {
    block.append(Opcode.NOP, 0, null, SOMEWHERE);
    block.noLongerContains(Traits.NOP);
    assertThat(block.mayContain(Traits.NOP)).isFalse();
    block.nowContains(Traits.POP_TOP);
    block.clear();
    assertThat(block.isEmpty()).isTrue();
    assertThat(block.mayContain(Traits.POP_TOP)).isFalse();
  }
}
