package dev.pycache.compiler.parser;

import dev.pycache.bytecode.Str;
import dev.pycache.bytecode.Target;
import dev.pycache.compiler.CompilationContext;
import dev.pycache.compiler.CompileException;
import dev.pycache.compiler.ast.Module;
import dev.pycache.compiler.source.Source;
import dev.pycache.compiler.source.SourceDecoder;
import dev.pycache.compiler.token.Tokenizer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Dumps the trees of files, to be compared with those of an interpreter: {@code DumpFiles 3.12.1 -1
 * file} prints one tree, {@code DumpFiles 3.12.1 list} prints for each file named in {@code list}
 * its name and the MD5 of its dump.
 */
final class DumpFiles {
  private DumpFiles() {}

  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    Target target = Target.parse(args[0]).orElseThrow();
    if (args[1].equals("-1")) {
      out.println(dump(Path.of(args[2]), target));
    } else {
      for (String file : Files.readAllLines(Path.of(args[1]))) {
        out.println(file + " " + hash(dump(Path.of(file), target)));
      }
    }
    out.flush();
  }

  private static String dump(Path file, Target target) throws IOException {
    var context = new CompilationContext(target, Str.of(file.toString()), 0);
    try {
      Source source = SourceDecoder.decode(Files.readAllBytes(file), target);
      Module module = Parser.parse(context, new Tokenizer(source, context));
      return AstDump.dump(module);
    } catch (ParseFailure e) {
      return "ERR gave up";
    } catch (CompileException e) {
      return "ERR " + e.diagnostic().type().pythonName() + " " + e.diagnostic().message();
    }
  }

  private static String hash(String dump) {
    if (dump.startsWith("ERR")) {
      return dump;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(dump.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
