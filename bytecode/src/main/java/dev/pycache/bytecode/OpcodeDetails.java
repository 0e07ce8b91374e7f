package dev.pycache.bytecode;

import dev.pycache.bytecode.OpcodeTable.CacheField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What the file of an {@link OpcodeTable} says below its rows and only a reader of bytecode asks
 * for: the texts that {@code dis} prints, the fields of the inline caches, and the forms that
 * instructions take while they run. Immutable.
 */
final class OpcodeDetails {
  private final Map<ArgumentKind, List<String>> texts = new EnumMap<>(ArgumentKind.class);
  private final Map<Integer, List<CacheField>> cacheFields = new HashMap<>();
  private final @Nullable String[] names = new @Nullable String[256];
  private final int[] bases = new int[256];

  OpcodeDetails(OpcodeTable table, String text) {
    for (int number = 0; number < bases.length; number++) {
      bases[number] = number;
    }
    text.lines()
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .forEach(line -> read(table, line));
    texts.replaceAll((kind, list) -> Collections.unmodifiableList(list));
  }

  private void read(OpcodeTable table, String line) {
    var row = new StringTokenizer(line);
    String first = row.nextToken();
    switch (first) {
      case "cache" -> {
        int number = table.number(row.nextToken());
        List<CacheField> fields = new ArrayList<>();
        while (row.hasMoreTokens()) {
          fields.add(new CacheField(row.nextToken(), Integer.parseInt(row.nextToken())));
        }
        cacheFields.put(number, Collections.unmodifiableList(fields));
      }
      case "specialised", "instrumented" -> {
        int number = Integer.parseInt(row.nextToken());
        names[number] = row.nextToken();
        int base = table.number(row.nextToken());
        bases[number] = base == OpcodeTable.ABSENT ? number : base;
      }
      default ->
          // The rest of the line, which may hold spaces or be empty.
          texts
              .computeIfAbsent(OpcodeTable.argument(first), k -> new ArrayList<>())
              .add(line.substring(first.length()).strip());
    }
  }

  List<String> texts(ArgumentKind kind) {
    return texts.getOrDefault(kind, List.of());
  }

  List<CacheField> cacheFields(int number) {
    return cacheFields.getOrDefault(number, List.of());
  }

  /** The name of a number that has no row. */
  String name(int number) {
    String name = names[number];
    return name != null ? name : "<" + number + ">";
  }

  /** The number of the instruction that the one of a number is a form of. */
  int base(int number) {
    return bases[number];
  }
}
