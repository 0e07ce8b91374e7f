package dev.pycache.bytecode.marshal;

import dev.pycache.bytecode.CodeObject;
import dev.pycache.bytecode.Constant;
import dev.pycache.bytecode.DictObject;
import dev.pycache.bytecode.Slice;
import dev.pycache.bytecode.internal.ByteSink;
import dev.pycache.bytecode.internal.DeepStack;
import java.util.List;

/**
 * Writes what was read again, byte for byte. The values come from the objects; the {@link
 * MarshalTrace} says only in which of its forms each one stood, which were flagged and where
 * references stood in place of an object.
 */
public final class MarshalReplay {
  private final CodeLayout layout;
  private final MarshalTrace trace;
  private final ByteSink out;
  private int entry;

  private MarshalReplay(MarshalData data) {
    this.layout = data.layout();
    this.trace = data.trace();
    this.out = new ByteSink(Math.max(16, data.end() - data.start()));
  }

  /** The bytes from {@code data.start()} to {@code data.end()} of the array that was read. */
  public static byte[] write(MarshalData data) {
    return DeepStack.get(
        () -> {
          var replay = new MarshalReplay(data);
          replay.write(data.root());
          return replay.out.toByteArray();
        });
  }

  private void write(Constant object) {
    int at = entry++;
    out.putByte(trace.typeByte(at));
    int type = trace.typeCode(at);
    switch (type) {
      case TypeCode.REFERENCE, TypeCode.STRING_REFERENCE -> out.putInt(trace.number(at));
      case TypeCode.FLOAT_TEXT, TypeCode.COMPLEX_TEXT -> {
        for (byte[] text : trace.texts(at)) {
          out.putByte(text.length);
          out.putBytes(text);
        }
      }
      case TypeCode.SMALL_TUPLE -> {
        List<Constant> items = Contents.of(layout, object);
        out.putByte(items.size());
        writeAll(items);
      }
      case TypeCode.TUPLE, TypeCode.LIST, TypeCode.SET, TypeCode.FROZEN_SET -> {
        List<Constant> items = Contents.of(layout, object);
        out.putInt(items.size());
        writeAll(items);
      }
      case TypeCode.DICT, TypeCode.FROZEN_DICT -> {
        writeAll(((DictObject) object).keysAndValues());
        out.putByte(trace.typeByte(entry++));
      }
      case TypeCode.SLICE -> {
        Slice slice = (Slice) object;
        write(slice.start());
        write(slice.stop());
        write(slice.step());
      }
      case TypeCode.CODE -> layout.write((CodeObject) object, out, this::write);
      default -> Scalars.write(out, type, object);
    }
  }

  private void writeAll(List<Constant> items) {
    for (Constant item : items) {
      write(item);
    }
  }
}
