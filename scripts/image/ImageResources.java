import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * How classes of the image come by their resources: as files of a folder beside the jars. This
 * class is in the image too.
 *
 * <p>A class loader asks those above it first, makes an address of what it finds, opens the jar and
 * connects to it. The first time that takes three milliseconds, and each compiling run reads some
 * resource; to open a file takes a hundredth of that.
 */
public final class ImageResources {
  private static final ClassDesc CLASS = ClassDesc.of("ImageResources");
  private static final String ASKED = "getResourceAsStream";
  private static final MethodTypeDesc TYPE =
      MethodTypeDesc.of(
          ClassDesc.of("java.io.InputStream"), ConstantDescs.CD_Class, ConstantDescs.CD_String);

  /** The launcher says where the folder is. */
  private static final String FOLDER = System.getProperty("pycache.resources");

  private ImageResources() {}

  /** What {@link Class#getResourceAsStream} does for a name without a slash at its beginning. */
  public static InputStream open(Class<?> owner, String name) {
    if (FOLDER == null) {
      return owner.getResourceAsStream(name);
    }
    try {
      return new FileInputStream(
          FOLDER + "/" + owner.getPackageName().replace('.', '/') + "/" + name);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** A class of the image that asks here for its resources; the same bytes if it has none. */
  static byte[] redirect(byte[] classFile) {
    var format = ClassFile.of();
    boolean[] found = {false};
    CodeTransform calls =
        (code, element) -> {
          if (element instanceof InvokeInstruction call
              && call.owner().asSymbol().equals(ConstantDescs.CD_Class)
              && call.name().equalsString(ASKED)) {
            found[0] = true;
            code.invokestatic(CLASS, "open", TYPE);
          } else {
            code.with(element);
          }
        };
    byte[] redirected =
        format.transformClass(
            format.parse(classFile), ClassTransform.transformingMethodBodies(calls));
    return found[0] ? redirected : classFile;
  }
}
