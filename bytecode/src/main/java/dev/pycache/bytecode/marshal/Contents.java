package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Complex;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Float;
import dev.pycache.bytecode.FrozenSet;
import dev.pycache.bytecode.Int;
import dev.pycache.bytecode.ListObject;
import dev.pycache.bytecode.LongInt;
import dev.pycache.bytecode.SetObject;
import dev.pycache.bytecode.Singleton;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.StopIterationClass;
import dev.pycache.bytecode.Text;
import dev.pycache.bytecode.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects directly within an object, in the order in which marshal writes them. It is the order
 * in which a walk meets the entries of a {@link MarshalTrace}.
 */
public final class Contents {
  private Contents() {}

  /**
   * The objects within {@code object}; keys and values of a dictionary in turn, without the mark
   * that ends it.
   */
  public static List<Constant> of(CodeLayout layout, Constant object) {
    return switch (object) {
      case Tuple tuple -> tuple.items();
      case FrozenSet set -> set.items();
      case ListObject list -> list.items();
      case SetObject set -> set.items();
      case DictObject dict -> dict.keysAndValues();
      case Slice slice -> List.of(slice.start(), slice.stop(), slice.step());
      case CodeObject code -> objects(layout, code);
      case Singleton s -> List.of();
      case Int i -> List.of();
      case LongInt i -> List.of();
      case Float f -> List.of();
      case Complex c -> List.of();
      case Text t -> List.of();
      case StopIterationClass s -> List.of();
    };
  }

  private static List<Constant> objects(CodeLayout layout, CodeObject code) {
    List<Constant> objects = new ArrayList<>();
    for (CodeField field : layout.fields()) {
      if (field.form() == CodeField.Form.OBJECT) {
        objects.add(field.object(code));
      }
    }
    return objects;
  }
}
