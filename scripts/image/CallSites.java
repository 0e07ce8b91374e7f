import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes plain methods of the call sites that javac leaves in a class for switches over types and
 * for {@code equals} and {@code hashCode} of records.
 *
 * <p>Such a call site is linked when it is first met, by making classes at run time. That takes
 * from one to ten milliseconds, and a compiler has dozens of them on its way through the smallest
 * file; neither those classes nor what the JIT compiler learns of them go into the AOT cache. Plain
 * methods do the same and go there.
 */
final class CallSites {
  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private static final int FLAGS =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

  /** How many labels of a type switch are tried first: C1 inlines methods of up to 35 bytes. */
  private static final int FIRST = 2;

  /** A method to be added: what is done, for which operands, with which types. */
  private record Plain(String what, List<?> operands, MethodTypeDesc type) {}

  private final Map<Plain, String> added = new LinkedHashMap<>();
  private final ClassModel model;

  private CallSites(ClassModel model) {
    this.model = model;
  }

  /**
   * The class without such call sites; the same bytes if it has none.
   *
   * @param hierarchy knows who extends whom, which the tables for the verifier depend on
   */
  static byte[] inline(byte[] classFile, ClassHierarchyResolver hierarchy) {
    var format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    var step = new CallSites(format.parse(classFile));
    byte[] changed = step.apply(format);
    return step.added.isEmpty() ? classFile : changed;
  }

  private byte[] apply(ClassFile format) {
    CodeTransform calls =
        (code, element) -> {
          Optional<Plain> plain =
              element instanceof InvokeDynamicInstruction call ? plain(call) : Optional.empty();
          if (plain.isEmpty()) {
            code.with(element);
            return;
          }
          String name =
              added.computeIfAbsent(plain.get(), p -> "$" + p.what() + "$" + added.size());
          boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
          code.invokestatic(model.thisClass().asSymbol(), name, plain.get().type(), inInterface);
        };
    return format.transformClass(
        model,
        ClassTransform.transformingMethodBodies(calls)
            .andThen(
                ClassTransform.endHandler(
                    builder -> added.forEach((p, name) -> add(builder, p, name)))));
  }

  /** The method that can stand for a call site, if there is one. */
  private static Optional<Plain> plain(InvokeDynamicInstruction call) {
    ClassDesc maker = call.bootstrapMethod().owner();
    String name =
        maker.equals(SWITCHES) ? call.bootstrapMethod().methodName() : call.name().stringValue();
    List<LoadableConstantEntry> arguments = call.invokedynamic().bootstrap().arguments();
    if (maker.equals(SWITCHES) && name.equals("typeSwitch")) {
      List<ClassDesc> labels = new ArrayList<>();
      for (LoadableConstantEntry label : arguments) {
        if (!(label instanceof ClassEntry type)) {
          return Optional.empty(); // enum constants, strings and numbers among the types
        }
        labels.add(type.asSymbol());
      }
      return Optional.of(new Plain(name, labels, call.typeSymbol()));
    }
    if (maker.equals(RECORDS) && (name.equals("equals") || name.equals("hashCode"))) {
      List<MethodHandleEntry> getters = new ArrayList<>();
      for (LoadableConstantEntry argument : arguments.subList(2, arguments.size())) {
        getters.add((MethodHandleEntry) argument);
      }
      return Optional.of(new Plain(name, getters, call.typeSymbol()));
    }
    return Optional.empty();
  }

  private void add(ClassBuilder builder, Plain plain, String name) {
    switch (plain.what()) {
      case "typeSwitch" -> addTypeSwitch(builder, plain, name);
      case "equals" ->
          builder.withMethodBody(
              name,
              plain.type(),
              FLAGS,
              code -> recordEquals(code, plain.type().parameterType(0), plain.operands()));
      case "hashCode" ->
          builder.withMethodBody(
              name, plain.type(), FLAGS, code -> recordHashCode(code, plain.operands()));
      default -> throw new IllegalArgumentException(plain.what());
    }
  }

  /**
   * As {@link java.lang.runtime.SwitchBootstraps#typeSwitch} has it: -1 for null, else the first
   * label that fits, of those from the given one on, else the number of labels. The first labels
   * are the most frequent ones, and are tried in a method that is small enough for the JIT compiler
   * to make it part of its callers.
   */
  private void addTypeSwitch(ClassBuilder builder, Plain plain, String name) {
    List<?> labels = plain.operands();
    String others = name + "$others";
    String later = name + "$later";
    builder.withMethodBody(
        name,
        plain.type(),
        FLAGS,
        code -> {
          Label other = code.newLabel();
          code.iload(1).ifne(other);
          for (int i = 0; i < Math.min(FIRST, labels.size()); i++) {
            answer(code, labels, i);
          }
          code.labelBinding(other);
          call(code, others, plain.type());
        });
    builder.withMethodBody(
        others,
        plain.type(),
        FLAGS,
        code -> {
          Label notNull = code.newLabel();
          code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
          // Only behind a guard that has failed does a switch look on from another label than the
          // first.
          Label fromFirst = code.newLabel();
          code.iload(1).ifeq(fromFirst);
          call(code, later, plain.type());
          code.labelBinding(fromFirst);
          for (int i = FIRST; i < labels.size(); i++) {
            answer(code, labels, i);
          }
          code.loadConstant(labels.size()).ireturn();
        });
    builder.withMethodBody(later, plain.type(), FLAGS, code -> laterLabels(code, labels));
  }

  private void call(CodeBuilder code, String name, MethodTypeDesc type) {
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    code.aload(0)
        .iload(1)
        .invokestatic(model.thisClass().asSymbol(), name, type, inInterface)
        .ireturn();
  }

  private static void laterLabels(CodeBuilder code, List<?> labels) {
    for (int i = 1; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      answer(code, labels, i);
      code.labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  private static void answer(CodeBuilder code, List<?> labels, int index) {
    Label next = code.newLabel();
    code.aload(0).instanceOf((ClassDesc) labels.get(index)).ifeq(next);
    code.loadConstant(index).ireturn().labelBinding(next);
  }

  /**
   * As {@link java.lang.runtime.ObjectMethods} has it: the same class, and all components equal.
   */
  private static void recordEquals(CodeBuilder code, ClassDesc type, List<?> getters) {
    Label different = code.newLabel();
    code.aload(1).instanceOf(type).ifeq(different);
    for (Object getter : getters) {
      ClassDesc component = load(code, 0, (MethodHandleEntry) getter);
      code.aload(1).checkcast(type);
      getField(code, (MethodHandleEntry) getter);
      if (component.isPrimitive()) {
        var compare = MethodTypeDesc.of(ConstantDescs.CD_int, component, component);
        code.invokestatic(box(component), "compare", compare).ifne(different);
      } else {
        var equals =
            MethodTypeDesc.of(
                ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
        code.invokestatic(OBJECTS, "equals", equals).ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  /** The hash codes of all components, each sum times 31. */
  private static void recordHashCode(CodeBuilder code, List<?> getters) {
    code.iconst_0();
    for (Object getter : getters) {
      code.loadConstant(31).imul();
      ClassDesc component = load(code, 0, (MethodHandleEntry) getter);
      boolean primitive = component.isPrimitive();
      var hashCode =
          MethodTypeDesc.of(ConstantDescs.CD_int, primitive ? component : ConstantDescs.CD_Object);
      code.invokestatic(primitive ? box(component) : OBJECTS, "hashCode", hashCode).iadd();
    }
    code.ireturn();
  }

  private static ClassDesc load(CodeBuilder code, int slot, MethodHandleEntry getter) {
    code.aload(slot);
    return getField(code, getter);
  }

  private static ClassDesc getField(CodeBuilder code, MethodHandleEntry getter) {
    var field = getter.reference();
    ClassDesc type = ClassDesc.ofDescriptor(field.type().stringValue());
    code.getfield(field.owner().asSymbol(), field.name().stringValue(), type);
    return type;
  }

  private static ClassDesc box(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
    };
  }
}
