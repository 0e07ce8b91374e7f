package dev.pycache.bytecode.hash;

import dev.pycache.bytecode.Bytes;
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
import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Tuple;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The hashes of the values that one set or dictionary is made of ({@code PyObject_Hash}). Those of
 * large objects are kept, since a file may refer to one many times over.
 */
final class Hasher {
  /** Strings and ints of more bytes are hashed once only, however often they are met. */
  private static final int FEW_BYTES = 64;

  private static final long NONE_HASH = 0xFCA86420L;

  private final HashRules rules;
  private final Steps steps;
  private final IdentityHashMap<Constant, Long> known = new IdentityHashMap<>();

  Hasher(HashRules rules, Steps steps) {
    this.rules = rules;
    this.steps = steps;
  }

  HashRules rules() {
    return rules;
  }

  Steps steps() {
    return steps;
  }

  /** {@code hash(value)}. */
  long hash(Constant value) throws UndeterminedException {
    return switch (value) {
      case Singleton s ->
          switch (s) {
            case TRUE -> 1;
            case FALSE -> 0;
            case NONE -> none();
            case ELLIPSIS -> throw new UndeterminedException();
          };
      case Int i -> integer(i, i.value());
      case LongInt i -> integer(i, i.value());
      case Float f -> number(f.value(), 0);
      case Complex c -> number(c.real().value(), c.imaginary().value());
      case Str s -> s.utf8().length > FEW_BYTES ? kept(s) : rules.text().of(s);
      case Bytes b -> b.length() > FEW_BYTES ? kept(b) : rules.text().of(b.value());
      case Tuple t -> kept(t);
      case FrozenSet s -> kept(s);
      case Slice s -> kept(s);
      case DictObject d when d.frozen() -> kept(d);
      // That of a code object depends on those of its constants, of which None nearly always is
      // one.
      case CodeObject c -> throw new UndeterminedException();
      case StopIterationClass c -> throw new UndeterminedException();
      case DictObject d -> throw new UndeterminedException();
      case ListObject l -> throw new UndeterminedException();
      case SetObject s -> throw new UndeterminedException();
    };
  }

  private long integer(Constant object, BigInteger value) throws UndeterminedException {
    return value.bitLength() > Byte.SIZE * FEW_BYTES ? kept(object) : rules.numbers().of(value);
  }

  private long none() throws UndeterminedException {
    return switch (rules.identity()) {
      case NAN -> NONE_HASH;
      case NONE_OBJECT, NONE_OBJECT_AND_NAN -> throw new UndeterminedException();
    };
  }

  private long number(double real, double imaginary) throws UndeterminedException {
    if (Double.isNaN(real) || Double.isNaN(imaginary)) {
      switch (rules.identity()) {
        case NAN, NONE_OBJECT_AND_NAN -> throw new UndeterminedException();
        case NONE_OBJECT -> {}
      }
    }
    return rules.numbers().of(real, imaginary);
  }

  /** The hash of a large object. */
  private long kept(Constant object) throws UndeterminedException {
    Long hash = known.get(object);
    if (hash != null) {
      return hash;
    }
    steps.enter();
    long computed = compute(object);
    steps.leave();
    known.put(object, computed);
    return computed;
  }

  private long compute(Constant object) throws UndeterminedException {
    return switch (object) {
      case Int i -> rules.numbers().of(i.value());
      case LongInt i -> rules.numbers().of(i.value());
      case Str s -> rules.text().of(s);
      case Bytes b -> rules.text().of(b.value());
      case Tuple t -> rules.tuples().of(hashes(t.items()));
      case FrozenSet s -> {
        steps.allow(s.items().size());
        yield rules.frozenSets().of(OpenTable.ofSet(this, s.items()).hashes());
      }
      case Slice s -> {
        if (rules.identity() != HashRules.Identity.NAN) {
          throw new UndeterminedException();
        }
        yield TupleHash.ofSlice(hash(s.start()), hash(s.stop()), hash(s.step()));
      }
      case DictObject d -> dict(d.keysAndValues());
      default -> throw new IllegalArgumentException("not large: " + object);
    };
  }

  private long[] hashes(List<Constant> items) throws UndeterminedException {
    steps.allow(items.size());
    long[] hashes = new long[items.size()];
    for (int i = 0; i < hashes.length; i++) {
      steps.take();
      hashes[i] = hash(items.get(i));
    }
    return hashes;
  }

  /** {@code frozendict_hash}: that of the frozenset of the pairs. */
  private long dict(List<Constant> keysAndValues) throws UndeterminedException {
    steps.allow(keysAndValues.size());
    OpenTable table = OpenTable.ofDict(this, keysAndValues);
    long[] keys = table.hashes();
    long[] pairs = new long[keys.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = rules.tuples().of(keys[i], hash(table.value(i)));
    }
    return rules.frozenSets().of(pairs);
  }
}
