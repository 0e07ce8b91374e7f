package dev.pycache.cache.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as {@code compileall} gives them, of 3.11 where it agrees with 3.13. */
class FileNamingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # folder | root | path       | name
          /usr     | d    | d/a.py     | /usr/a.py
          /usr/    | d/   | d/p/a.py   | /usr/p/a.py
          rel      | ./d  | ./d/p/a.py | rel/p/a.py
          /usr     | /    | /a.py      | /usr/a.py
          /usr     | .    | ./p/a.py   | /usr/p/a.py
          /usr     | d//  | d//a.py    | /usr/a.py
          /usr     | d/a.py | d/a.py   | /usr/a.py
          ''       | d    | d/p/a.py   | p/a.py
          """)
  void belowAnotherFolder(String folder, String root, String path, String name) {
    assertThat(new FileNaming.Below(folder).nameOf(root, path)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # strip  | prepend | path         | name
          /build   | -       | /build/a/b.py | a/b.py
          /build/  | -       | /build/a/b.py | a/b.py
          /build   | /       | /build/a/b.py | /a/b.py
          /build   | /opt    | /build/a/b.py | /opt/a/b.py
          /bui     | -       | /build/a.py  | /build/a.py
          /x/build | -       | /y/build/a.py | /y/build/a.py
          /x       | /opt    | /y/a.py      | /y/a.py
          d        | /opt    | e/a.py       | /opt/e/a.py
          ''       | -       | /y/a.py      | y/a.py
          ''       | -       | y/a.py       | y/a.py
          /        | -       | /y/a.py      | y/a.py
          d/a.py   | -       | d/a.py       | d/a.py
          d        | -       | d//a.py      | a.py
          -        | /opt    | d/a.py       | /opt/d/a.py
          -        | opt/    | d/a.py       | opt/d/a.py
          -        | ''      | d/a.py       | d/a.py
          """)
  void movedFolders(String strip, String prepend, String path, String name) {
    var naming = new FileNaming.Moved(Optional.ofNullable(strip), Optional.ofNullable(prepend));
    assertThat(naming.nameOf("d", path)).isEqualTo(name);
  }
}
