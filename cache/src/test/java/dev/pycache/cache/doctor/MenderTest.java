package dev.pycache.cache.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MenderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', 'x~y~'",
    "'a', 'a~x~y~'",
    "'a~', 'a~x~y~'",
    "'a^~b', 'a^~b^~x^~y^~'",
    "'a^~', 'a^~x^~y^~'",
    "'~', '~x~y~'",
    "'a~b^~', 'a~b^~x~y~'"
  })
  void keepsLineEnds(String before, String after) {
    byte[] text = bytes(before);
    assertThat(Mender.appended(text, List.of("x", "y"))).isEqualTo(bytes(after));
  }

  private static byte[] bytes(String text) {
    return text.replace('^', '\r').replace('~', '\n').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsPermissionsAndOddBytes() throws Exception {
    Path file = folder.resolve(".gitignore");
    Files.write(file, new byte[] {'a', (byte) 0xFF, '\n'});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    new Mender().apply(new Edit.AppendLines(file.toString(), List.of("x")));
    assertThat(Files.readAllBytes(file)).isEqualTo(new byte[] {'a', (byte) 0xFF, '\n', 'x', '\n'});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void doesNotReplaceALink() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "a\n");
    Path link = Files.createSymbolicLink(folder.resolve(".gitignore"), target);
    assertThatThrownBy(
            () -> new Mender().apply(new Edit.AppendLines(link.toString(), List.of("x"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a symbolic link");
    assertThat(target).hasContent("a\n");
    assertThat(link).isSymbolicLink();
  }

  /** Somebody may have put a good one in its place. */
  @Test
  void doesNotDeleteWhatIsNoBadCache() throws Exception {
    Files.writeString(folder.resolve("a.py"), "x = 1\n");
    Path file = Files.createDirectories(folder.resolve("__pycache__")).resolve("notes.txt");
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> new Mender().apply(new Edit.DeleteCache(file.toString())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it stays");
    assertThat(file).hasContent("mine");
  }

  @Test
  void saysThatThereIsNoRepository() {
    assertThatThrownBy(
            () -> new Mender().apply(new Edit.Untrack(folder.toString(), List.of("a.pyc"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is in no git repository");
  }
}
