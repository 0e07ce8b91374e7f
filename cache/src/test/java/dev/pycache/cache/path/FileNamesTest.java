package dev.pycache.cache.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void keepsBytesThatAreNotUtf8AsLoneSurrogates() {
    assertThat(FileNames.ofBytes(bytes('a', 0xFF, 0xC3, 0xA9, 0xC3))).isEqualTo("a\uDCFFé\uDCC3");
    assertThat(FileNames.ofBytes(bytes(0xED, 0xA0, 0x80))).isEqualTo("\uDCED\uDCA0\uDC80");
    assertThat(FileNames.ofBytes(bytes(0xC0, 0x80))).isEqualTo("\uDCC0\uDC80");
    assertThat(FileNames.ofBytes(bytes(0xF0, 0x9F, 0x98, 0x80, 0xF4, 0x90, 0x80, 0x80)))
        .isEqualTo("😀\uDCF4\uDC90\uDC80\uDC80");
  }

  @Test
  void everyNameSurvivesTheWayThereAndBack() {
    for (String name : new String[] {"", "a", "é中😀", "\uDCFF", "a\uDC80é\uDCFEz", "😀\uDC80"}) {
      assertThat(FileNames.ofBytes(FileNames.toBytes(name))).isEqualTo(name);
    }
  }

  @Test
  void namesFilesThatJavaHasNoStringFor(@TempDir Path folder) throws IOException {
    String name = folder + "/x\uDCFF y%é\uDC80.py";
    Path path = FileNames.toPath(name);
    Files.writeString(path, "x");
    assertThat(FileNames.lastName(path)).isEqualTo("x\uDCFF y%é\uDC80.py");
    try (var files = Files.list(folder)) {
      assertThat(files.map(FileNames::lastName)).containsExactly("x\uDCFF y%é\uDC80.py");
    }
  }

  @Test
  void relativeNamesStayWithinTheWorkingFolder() {
    assertThat(FileNames.toPath("x/\uDCFF").toAbsolutePath().getParent())
        .isEqualTo(Path.of("x").toAbsolutePath());
  }

  @Test
  void joinsNamesToFolders() {
    String odd = "b\udcff ü";
    for (String folder : new String[] {"/a", "/", "/a\udc80/"}) {
      Path place = FileNames.toPath(folder);
      for (String name : new String[] {"c.py", odd}) {
        assertThat(FileNames.toPath(place, name)).isEqualTo(FileNames.toPath(folder + "/" + name));
      }
    }
  }
}
