package dev.pycache.cache.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCheckTest {
  @TempDir Path folder;

  private final LibraryCheck check = new LibraryCheck(place -> place.contains("writable"));

  private void source(String name, String text, String... tags) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    check.source(file.toString(), text.length(), Set.of(tags));
  }

  private List<Finding.UncompiledLibrary> told() {
    List<Finding.UncompiledLibrary> told = new ArrayList<>();
    check.tell(
        new Report(
            folder.toString(),
            DoctorOptions.all(),
            new DoctorListener() {
              @Override
              public void found(Finding finding) {
                told.add((Finding.UncompiledLibrary) finding);
              }

              @Override
              public void failed(String path, IOException cause) {
                throw new AssertionError(path, cause);
              }
            }));
    return told;
  }

  @Test
  void findsLibrariesOfEachInterpreter() throws Exception {
    source("usr/lib/python3.11/os.py", "x = 1\n");
    source("usr/lib/python3.11/json/decoder.py", "x = 1\n", "cpython-311");
    source("usr/lib/python3.11/site-packages/a.py", "x = 1\n", "cpython-312");
    source("opt/lib/pypy3.9/b.py", "x = 1\n", "cpython-39");
    source("src/c.py", "x = 1\n");
    List<Finding.UncompiledLibrary> told = told();
    assertThat(told)
        .extracting(Finding.UncompiledLibrary::tag)
        .containsExactly("cpython-311", "cpython-311", "pypy39");
    assertThat(told)
        .extracting(finding -> folder.relativize(Path.of(finding.path())).toString())
        .containsExactly(
            "usr/lib/python3.11", "usr/lib/python3.11/site-packages", "opt/lib/pypy3.9");
    assertThat(told.getFirst().message())
        .isEqualTo(
            "1 source of libraries (6 bytes) without a cache of cpython-311, in a folder that you"
                + " cannot write");
  }

  @Test
  void knowsVirtualEnvironmentsWithoutAVersionInTheirPaths() throws Exception {
    Files.createDirectories(folder.resolve("venv"));
    Files.writeString(
        folder.resolve("venv/pyvenv.cfg"), "home = /usr/bin\nversion_info = 3.12.4.final.0\n");
    source("venv/Lib/site-packages/a.py", "x = 1\n", "cpython-311");
    source("debian/lib/python3/dist-packages/b.py", "x = 1\n", "cpython-311");
    source("debian/lib/python3/dist-packages/c.py", "x = 1\n");
    assertThat(told())
        .extracting(Finding.UncompiledLibrary::tag)
        .containsExactly("cpython-312", "");
  }

  @Test
  void passesOverWhatCanBeWrittenAndWhatIsNoPython() throws Exception {
    source("writable/lib/python3.11/site-packages/a.py", "x = 1\n");
    source("lib/python3.11/lib2to3/tests/bad.py", "print 'x'\n");
    source("lib/python3.11/site-packages/template.py", "{{ x }} = 1 2\n");
    assertThat(told()).isEmpty();
  }
}
