import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.util.function.Predicate;

/**
 * Puts classes in an old format into a newer one.
 *
 * <p>An AOT cache holds no class whose format is older than Java 6's, which has no tables for the
 * verifier: such a class is read, checked and linked anew at each start. picocli's are of that age,
 * and loading them takes as long as all else that compiling a small file does. Here the code stays
 * as it is, and the tables are made for it.
 */
final class OldClasses {
  /** The oldest format whose classes always have tables for the verifier. */
  private static final int NEW_ENOUGH = ClassFile.JAVA_7_VERSION;

  private OldClasses() {}

  /**
   * The class in a format that the AOT cache takes; the same bytes if it is in one.
   *
   * @param hierarchy knows who extends whom, which the tables depend on
   */
  static byte[] renew(byte[] classFile, ClassHierarchyResolver hierarchy) {
    var format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(hierarchy),
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    ClassModel model = format.parse(classFile);
    if (model.majorVersion() >= NEW_ENOUGH) {
      return classFile;
    }
    Predicate<ClassElement> isVersion = ClassFileVersion.class::isInstance;
    return format.transformClass(
        model,
        ClassTransform.dropping(isVersion)
            .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL))
            .andThen(ClassTransform.endHandler(builder -> builder.withVersion(NEW_ENOUGH, 0))));
  }
}
