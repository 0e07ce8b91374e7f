package dev.pycache.cli.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pycache.bytecode.PythonVersion;
import dev.pycache.bytecode.Target;
import dev.pycache.cli.config.ConfigurationException;
import dev.pycache.cli.config.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonChoiceTest {
  @TempDir Path root;

  private Path file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String choice(String folder, Map<String, String> variables) throws IOException {
    Path working = Files.createDirectories(root.resolve(folder));
    return PythonChoice.in(new Surroundings(variables, working)).toString();
  }

  private PythonVersion version() {
    return PythonChoice.versionIn(new Surroundings(Map.of(), root));
  }

  private String choice() throws IOException {
    return choice("", Map.of());
  }

  @Test
  void takesTheNewestWhereNothingNamesOne() throws IOException {
    assertThat(choice())
        .isEqualTo("Python " + Target.newest() + " (the newest; nothing here names one)");
  }

  @ParameterizedTest
  @CsvSource({
    "3.12, 3.12",
    "3.11.2, 3.11.2",
    "cpython-3.11.7, 3.11",
    "cpython@3.12, 3.12",
    "python3.13, 3.13",
    "3.13.0, 3.13.0",
    "3.13-dev, 3.13",
    "'# mine\n\n 3.12 \n3.11\n', 3.12",
  })
  void readsVersionFiles(String text, String expected) throws IOException {
    file(".python-version", text);
    assertThat(choice()).isEqualTo("Python " + expected + " (.python-version)");
  }

  @ParameterizedTest
  @CsvSource({"system", "my-environment", "pypy3.10-7.3.17", "''"})
  void passesOverVersionFilesThatNameNoVersion(String text) throws IOException {
    file(".python-version", text);
    assertThat(choice()).contains("the newest");
  }

  @Test
  void looksForVersionFilesUpwards() throws IOException {
    file(".python-version", "3.12\n");
    assertThat(choice("src/deep", Map.of()))
        .isEqualTo("Python 3.12 (" + root.resolve(".python-version") + ")");
  }

  @Test
  void saysWhatAnUnknownReleaseIsTakenFor() throws IOException {
    file(".python-version", "3.12.99\n");
    assertThat(choice())
        .isEqualTo("Python 3.12 (.python-version names 3.12.99, which is taken to be like it)");
  }

  @Test
  void refusesAVersionThatIsNotCompiledFor() throws IOException {
    file(".python-version", "3.4.1\n");
    assertThatThrownBy(this::choice)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            ".python-version names Python 3.4.1, for which there is no compiler; --python chooses"
                + " another");
  }

  @Test
  void namesAVersionThatCanOnlyBeReadToThoseWhoRead() throws IOException {
    assertThat(version()).isEqualTo(Target.newest().python());
    file("pyproject.toml", "[project]\nrequires-python = \">=3.8\"\n");
    assertThat(version()).isEqualTo(PythonVersion.CPYTHON_3_11);
    file("pyproject.toml", "[project]\nrequires-python = \">=3.8.2,<3.10\"\n");
    assertThat(version()).isEqualTo(PythonVersion.CPYTHON_3_8);
    file(".venv/pyvenv.cfg", "version = 3.10.13\n");
    assertThat(version()).isEqualTo(PythonVersion.CPYTHON_3_10);
    file(".python-version", "3.9.18\n");
    assertThat(version()).isEqualTo(PythonVersion.CPYTHON_3_9);
    file(".python-version", "3.12.99\n");
    assertThat(version()).isEqualTo(PythonVersion.CPYTHON_3_12);
  }

  @Test
  void refusesAVersionThatIsNotKnown() throws IOException {
    file(".python-version", "3.99\n");
    assertThatThrownBy(this::version)
        .hasMessage(
            ".python-version names Python 3.99, which is not known; --python chooses another");
    file(".python-version", "system\n");
    file("pyproject.toml", "[project]\nrequires-python = \">=3.99\"\n");
    assertThatThrownBy(this::version)
        .hasMessage(
            "pyproject.toml: there is no known Python that requires-python = \">=3.99\" allows;"
                + " --python chooses another");
  }

  @Test
  void takesTheActiveEnvironmentBeforeTheNeighbouringOne() throws IOException {
    file("active/pyvenv.cfg", "home = /usr/bin\nversion = 3.13.0\n");
    file(".venv/pyvenv.cfg", "home = /usr/bin\nversion_info = 3.12.1.final.0\n");
    assertThat(choice("", Map.of("VIRTUAL_ENV", root.resolve("active").toString())))
        .isEqualTo("Python 3.13.0 (active/pyvenv.cfg)");
    assertThat(choice()).isEqualTo("Python 3.12.1 (.venv/pyvenv.cfg)");
    assertThat(choice("", Map.of("VIRTUAL_ENV", ""))).isEqualTo("Python 3.12.1 (.venv/pyvenv.cfg)");
  }

  @Test
  void asksTheLibraryOfAnEnvironmentThatNamesNoVersion() throws IOException {
    file("venv/pyvenv.cfg", "home = /usr/bin\n");
    Files.createDirectories(root.resolve("venv/lib/python3.12/site-packages"));
    assertThat(choice()).isEqualTo("Python 3.12 (venv/lib/python3.12)");
    Files.createDirectories(root.resolve("venv/lib/python3.13/site-packages"));
    assertThat(choice()).contains("the newest");
  }

  @ParameterizedTest
  @CsvSource({
    "'>=3.8', 3.11",
    "'>=3.12,<4', 3.12",
    "'>=3.11.5', 3.11",
    "'==3.11.2', 3.11.2",
    "'>3.13', 3.13",
    "'!=3.11.*,!=3.12.*', 3.13",
  })
  void takesTheLowestThatTheProjectAllows(String requirement, String expected) throws IOException {
    file("pyproject.toml", "[project]\nname = \"a\"\nrequires-python = \"" + requirement + "\"\n");
    assertThat(choice())
        .isEqualTo("Python " + expected + " (the lowest of requires-python in pyproject.toml)");
  }

  @Test
  void refusesRequirementsThatCannotBeMet() throws IOException {
    file("pyproject.toml", "[project]\nrequires-python = \"<3\"\n");
    assertThatThrownBy(this::choice)
        .hasMessage(
            "pyproject.toml: there is no compiler for a Python that requires-python = \"<3\""
                + " allows; --python chooses another");
    file("pyproject.toml", "[project]\nrequires-python = \"three\"\n");
    assertThatThrownBy(this::choice)
        .hasMessage("pyproject.toml: requires-python: 'three' is no version specifier");
  }

  @Test
  void prefersVersionFilesToEnvironmentsAndThoseToRequirements() throws IOException {
    file("pyproject.toml", "[project]\nrequires-python = \">=3.11\"\n");
    file(".venv/pyvenv.cfg", "version = 3.12.7\n");
    assertThat(choice()).isEqualTo("Python 3.12 (.venv/pyvenv.cfg)");
    file(".python-version", "3.13\n");
    assertThat(choice()).isEqualTo("Python 3.13 (.python-version)");
  }
}
