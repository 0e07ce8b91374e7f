package dev.pycache.cli.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The settings in a {@code pyproject.toml}: {@code [tool.pycache]} for every command that has such
 * an option, {@code [tool.pycache.compile]} for one command.
 */
final class FileSettings {
  private static final List<String> TABLE = List.of("tool", "pycache");

  private final Path file;
  private final TomlTable table;
  private final List<Setting> own = new ArrayList<>();
  private final List<Setting> common = new ArrayList<>();

  private FileSettings(Path file, TomlTable table) {
    this.file = file;
    this.table = table;
  }

  /** The settings of a file, or null if it has no table for pycache. */
  static @Nullable FileSettings in(Path file, byte[] content) {
    TomlTable whole = parse(file, content);
    if (!whole.isTable(TABLE.subList(0, 1)) || !whole.contains(TABLE)) {
      return null;
    }
    if (!whole.isTable(TABLE)) {
      throw wrong(at(file, whole.inputPositionOf(TABLE)), "tool.pycache is not a table");
    }
    return new FileSettings(file, whole.getTableOrEmpty(TABLE));
  }

  private static TomlTable parse(Path file, byte[] content) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw wrong(file.toString(), "is not UTF-8");
    }
    try {
      var parsed = Toml.parse(text);
      if (parsed.hasErrors()) {
        TomlParseError first = parsed.errors().getFirst();
        throw wrong(at(file, first.position()), String.valueOf(first.getMessage()));
      }
      return parsed;
    } catch (StackOverflowError e) {
      throw wrong(file.toString(), "is nested too deeply");
    }
  }

  /** The settings for a command, those for it alone first. Every key of the table is looked at. */
  List<Setting> of(String command, Map<String, OptionSpec> options, SettingNames names) {
    for (String key : table.keySet()) {
      Object value = table.get(List.of(key));
      if (value instanceof TomlTable inner && names.commands().contains(key)) {
        for (String innerKey : inner.keySet()) {
          if (key.equals(command) && options.containsKey(innerKey)) {
            own.add(setting(inner, innerKey));
          } else if (!names.of(key).containsKey(innerKey)) {
            throw wrong(at(inner, innerKey), names.unknown(innerKey, key));
          }
        }
      } else if (options.containsKey(key)) {
        common.add(setting(table, key));
      } else if (names.commands().contains(key)) {
        throw wrong(at(table, key), "'" + key + "' is a command, and takes a table");
      } else if (!names.isKnown(key)) {
        throw wrong(at(table, key), names.unknown(key));
      }
    }
    List<Setting> all = new ArrayList<>(own);
    all.addAll(common);
    return all;
  }

  private Setting setting(TomlTable from, String key) {
    Path folder = file.getParent();
    return new Setting(
        key, value(from.get(List.of(key))), at(from, key), folder == null ? "" : folder.toString());
  }

  private static Setting.Value value(@Nullable Object toml) {
    return switch (toml) {
      case String text -> new Setting.Value.Quoted(text);
      case Long number -> new Setting.Value.Whole(number);
      case Boolean on -> new Setting.Value.Truth(on);
      case TomlArray array ->
          new Setting.Value.Many(array.toList().stream().map(FileSettings::value).toList());
      case TomlTable inner -> new Setting.Value.Other("a table");
      case Double number -> new Setting.Value.Other("a number with a fraction");
      case null, default -> new Setting.Value.Other("a date or a time");
    };
  }

  private String at(TomlTable from, String key) {
    return at(file, from.inputPositionOf(List.of(key)));
  }

  private static String at(Path file, @Nullable TomlPosition position) {
    return position == null
        ? file.toString()
        : file + ":" + position.line() + ":" + position.column();
  }

  private static ConfigurationException wrong(String place, String message) {
    return new ConfigurationException(place + ": " + message);
  }
}
