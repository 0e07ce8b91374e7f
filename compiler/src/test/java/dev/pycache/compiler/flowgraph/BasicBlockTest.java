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

  @Test
  void sharesAnArrayWithWhatItFallsInto() {
    var array = new Instruction[4];
    block.beginIn(array);
    Instruction first = block.append(Opcode.NOP, 0, null, SOMEWHERE);
    var following = new BasicBlock(block);
    block.fallInto(following);
    Instruction second = following.append(Opcode.POP_TOP, 0, null, SOMEWHERE);
    assertThat(block.next).isSameAs(following);
    assertThat(array).startsWith(first, second);
    assertThat(block.size()).isEqualTo(1);
    assertThat(following.get(0)).isSameAs(second);
    assertThat(following.last()).isSameAs(second);
  }

  @Test
  void growsIntoNoOtherBlock() {
    block.beginIn(new Instruction[4]);
    Instruction first = block.append(Opcode.NOP, 0, null, SOMEWHERE);
    var following = new BasicBlock(block);
    block.fallInto(following);
    Instruction second = following.append(Opcode.POP_TOP, 0, null, SOMEWHERE);
    Instruction late = block.append(Opcode.NOP, 1, null, SOMEWHERE);
    assertThat(block.get(0)).isSameAs(first);
    assertThat(block.get(1)).isSameAs(late);
    assertThat(following.get(0)).isSameAs(second);
    for (int i = 1; i <= 4; i++) {
      following.append(Opcode.NOP, i, null, SOMEWHERE);
    }
    following.insert(1, late);
    following.prepend(new Instruction[] {first}, 1);
    assertThat(following.size()).isEqualTo(7);
    assertThat(following.get(0)).isSameAs(first);
    assertThat(following.get(1)).isSameAs(second);
    assertThat(following.get(2)).isSameAs(late);
    assertThat(following.last().arg).isEqualTo(4);
  }

  @Test
  void keepsItsRoomOnceItIsLarge() {
    for (int i = 0; i < 5000; i++) {
      block.append(Opcode.NOP, i, null, SOMEWHERE);
    }
    Instruction[] array = block.array();
    var following = new BasicBlock(block);
    block.fallInto(following);
    following.append(Opcode.POP_TOP, 0, null, SOMEWHERE);
    Instruction late = block.append(Opcode.NOP, 5000, null, SOMEWHERE);
    assertThat(block.array()).isSameAs(array);
    assertThat(block.last()).isSameAs(late);
    assertThat(following.array()).isNotSameAs(array);
  }

  @Test
  void takesOverHandlersOfItsOwnOnly() {
    block.beginIn(new Instruction[4]);
    block.append(Opcode.NOP, 0, null, SOMEWHERE);
    Instruction gone = block.append(Opcode.NOP, 0, null, SOMEWHERE);
    gone.handler = new BasicBlock(null);
    var following = new BasicBlock(block);
    block.fallInto(following);
    following.append(Opcode.NOP, 0, null, SOMEWHERE).handler = new BasicBlock(null);
    following.close();
    block.truncate(1);
    block.appendOverOld(Opcode.NOP, 0, null, SOMEWHERE);
    block.appendOverOld(Opcode.NOP, 0, null, SOMEWHERE);
    assertThat(block.get(1).handler).isSameAs(gone.handler);
    assertThat(block.get(2).handler).isNull();
  }
}
