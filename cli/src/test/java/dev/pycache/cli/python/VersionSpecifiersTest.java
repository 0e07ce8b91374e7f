package dev.pycache.cli.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code packaging.specifiers.SpecifierSet(text).contains(version)} says of final releases.
 */
class VersionSpecifiersTest {
  @ParameterizedTest
  @CsvSource({
    "'>=3.9', 3.11.7, true",
    "'>=3.12', 3.11.7, false",
    "'>=3.12', 3.12.0, true",
    "'>3.12', 3.12.1, true",
    "'>3.12.1', 3.12.1, false",
    "'<3.13', 3.12.7, true",
    "'<3.13', 3.13.0, false",
    "'<=3.13', 3.13.0, true",
    "'<=3.13', 3.13.1, false",
    "'==3.12.*', 3.12.7, true",
    "'==3.12.*', 3.13.0, false",
    "'==3.12', 3.12.0, true",
    "'==3.12', 3.12.1, false",
    "'===3.12.1', 3.12.1, true",
    "'!=3.12.*, >=3.11', 3.12.1, false",
    "'!=3.12.1', 3.12.7, true",
    "'~=3.11', 3.14.2, true",
    "'~=3.11', 4.0.0, false",
    "'~=3.11.4', 3.11.7, true",
    "'~=3.11.4', 3.12.1, false",
    "' >= 3.11 , < 4 ', 3.14.10, true",
    "'>=3.13.0rc1', 3.13.0, true",
    "'', 3.11.7, true",
  })
  void allow(String specifiers, String release, boolean expected) {
    assertThat(VersionSpecifiers.parse(specifiers).allow(release)).isEqualTo(expected);
  }

  @Test
  void namesWhatIsNoSpecifier() {
    assertThatThrownBy(() -> VersionSpecifiers.parse(">=3.9, new"))
        .hasMessage("'new' is no version specifier");
    assertThatThrownBy(() -> VersionSpecifiers.parse("^3.9"))
        .hasMessage("'^3.9' is no version specifier");
  }
}
