package dev.pycache.conformance.compileall;

import dev.pycache.conformance.compileall.Scenario.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Each option of {@code compileall} alone, what goes together, and mixtures by chance. */
final class Scenarios {
  private static final String[] LEVELS = {"-o", "0", "-o", "1", "-o", "2"};

  /** Words to be put before a path, on trees with and without caches. */
  private static final String[][] OPTIONS = {
    {},
    {"-f"},
    {"-l"},
    {"-r", "0"},
    {"-r", "1"},
    {"-r", "2"},
    {"-l", "-r", "1"},
    {"-qq"},
    {"-j", "2"},
    {"-o", "1"},
    {"-o", "2", "-o", "1", "-o", "1"},
    LEVELS,
    {"-d", "/usr/lib"},
    {"-d", "lib/python"},
    {"-d", ""},
    {"-s", "tree"},
    {"-s", "tree/"},
    {"-p", "/usr"},
    {"-p", "relative"},
    {"-s", "tree", "-p", "/"},
    {"-x", "package"},
    {"-x", "^tree/[^/]*\\.py$"},
    {"-x", "(?i)PACKAGE|(?P<q>e)mpty(?#no)"},
    {"-x", "(?x) pack age  # not this"},
    {"-x", "[]\\w/-]+mod\\.py\\Z"},
    {"-e", "tree"},
    {"-e", "outside"},
    {"-e", "nowhere"},
    {"-e", ""},
    {"--invalidation-mode=timestamp"},
    {"--invalidation-mode=checked-hash"},
    {"--invalidation-mode=unchecked-hash"},
    {"--hardlink-dupes", "-o", "0", "-o", "1", "-o", "2"},
    {"--hardlink-dupes", "-o", "0", "-o", "2"},
    {"--hardlink-dupes", "-f", "-o", "0", "-o", "1", "-o", "2"},
  };

  private Scenarios() {}

  /**
   * All of them.
   *
   * @param mixtures how many are made by chance
   */
  static List<Scenario> all(int mixtures, long seed) {
    List<Scenario> all = new ArrayList<>();
    for (String[] options : OPTIONS) {
      all.add(onTree(Start.NOTHING, options));
      all.add(onTree(Start.CACHES, options));
    }
    legacy(all);
    prefixed(all);
    hashes(all);
    paths(all);
    refusals(all);
    var random = new Random(seed);
    for (int i = 0; i < mixtures; i++) {
      all.add(mixture(random));
    }
    return all;
  }

  private static Scenario onTree(Start start, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.add("tree");
    return Scenario.of(start, words.toArray(String[]::new));
  }

  private static void legacy(List<Scenario> all) {
    for (Start start : List.of(Start.NOTHING, Start.CACHES, Start.LEGACY_CACHES)) {
      all.add(onTree(start, "-b"));
      all.add(onTree(start, "-b", "-f", "-o", "1", "-o", "2"));
    }
    all.add(onTree(Start.LEGACY_CACHES, "-b", "--invalidation-mode=checked-hash"));
  }

  private static void prefixed(List<Scenario> all) {
    String variable = "PYTHONPYCACHEPREFIX";
    all.add(onTree(Start.NOTHING).with(variable, "@/caches"));
    all.add(onTree(Start.NOTHING).with(variable, "caches/"));
    all.add(onTree(Start.NOTHING, "-b").with(variable, "@/caches"));
    all.add(onTree(Start.NOTHING, "-j", "2", "-l").with(variable, "@/caches"));
    all.add(onTree(Start.PREFIXED_CACHES).with(variable, "@/caches"));
    all.add(onTree(Start.PREFIXED_CACHES, LEVELS).with(variable, "@/caches"));
    all.add(
        onTree(Start.PREFIXED_CACHES, "--invalidation-mode=unchecked-hash")
            .with(variable, "@/caches"));
    all.add(Scenario.of(Start.NOTHING, "@/tree", "tree/package").with(variable, "@/caches"));
  }

  private static void hashes(List<Scenario> all) {
    String variable = "SOURCE_DATE_EPOCH";
    for (Start start : List.of(Start.NOTHING, Start.CACHES)) {
      all.add(onTree(start).with(variable, "123456789"));
      all.add(onTree(start).with(variable, ""));
      all.add(onTree(start, "--invalidation-mode=timestamp").with(variable, "1"));
      all.add(onTree(start, "-f", "--invalidation-mode=unchecked-hash").with(variable, "1"));
      all.add(onTree(start, withLevels("--invalidation-mode=checked-hash")));
      all.add(onTree(start, withLevels("--invalidation-mode=unchecked-hash", "--hardlink-dupes")));
    }
  }

  private static String[] withLevels(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(LEVELS));
    return all.toArray(String[]::new);
  }

  private static void paths(List<Scenario> all) {
    for (Start start : List.of(Start.NOTHING, Start.CACHES)) {
      all.add(Scenario.of(start, "tree/"));
      all.add(Scenario.of(start, "./tree//"));
      all.add(Scenario.of(start, "@/tree"));
      all.add(Scenario.of(start, "-s", "@/", "@/tree"));
      all.add(Scenario.of(start, "-s", "@", "-p", "/", "@/tree"));
      all.add(Scenario.of(start, "-s", "", "@/tree"));
      all.add(Scenario.of(start, "-d", "/usr", "@/tree/"));
      all.add(Scenario.of(start, "-d", "/usr", "tree/plain.py", "tree/package"));
      all.add(Scenario.of(start, "-d", "rel", "tree/plain.py", "tree/package/"));
      all.add(Scenario.of(start, "tree/link.py", "tree/package", "tree"));
      all.add(Scenario.of(start, "-e", "tree", "tree/outside.py", "tree/link.py"));
      all.add(Scenario.of(start, "-x", "plain", "tree/plain.py", "tree/link.py"));
      all.add(Scenario.of(start, "tree/notes.txt", "tree/folder.py", "tree/loop"));
      all.add(Scenario.of(start, "-i", "list.txt"));
      all.add(Scenario.of(start, "-i", "list.txt", "-l", "tree/package"));
    }
    all.add(Scenario.of(Start.NOTHING, "-i", "-").reading("tree/package\n  tree/plain.py \n"));
    all.add(
        Scenario.of(Start.NOTHING, "-i", "-", "-j", "2", "tree/plain.py")
            .reading("tree/package/deep\r\ntree/empty.py"));
    all.add(
        onTree(Start.NOTHING, "-s", "tree/package", "-p", "/")
            .differing(Intended.STRIPPED_IS_THE_BEGINNING));
    all.add(onTree(Start.OBSTACLES).differing(Intended.IO_ERROR_IS_TOLD_APART));
    all.add(
        onTree(Start.OBSTACLES, "-f", "-o", "0", "-o", "1")
            .differing(Intended.IO_ERROR_IS_TOLD_APART));
    all.add(Scenario.of(Start.NOTHING, "nowhere").differing(Intended.MISSING_PATH_FAILS));
    all.add(
        Scenario.of(Start.NOTHING, "nowhere.py", "tree/plain.py")
            .differing(Intended.MISSING_PATH_FAILS));
  }

  /** Both end with status 2 and leave the tree alone, but for what is said. */
  private static void refusals(List<Scenario> all) {
    all.add(onTree(Start.NOTHING, "-d", "a", "-s", "b"));
    all.add(onTree(Start.NOTHING, "-d", "a", "-p", "b"));
    all.add(onTree(Start.NOTHING, "--hardlink-dupes"));
    all.add(onTree(Start.NOTHING, "--hardlink-dupes", "-o", "1"));
    all.add(onTree(Start.NOTHING, "--invalidation-mode", "nonsense"));
    all.add(onTree(Start.NOTHING, "-o", "x"));
    all.add(onTree(Start.NOTHING, "--no-such-option"));
    for (String[] words :
        new String[][] {
          {"--hardlink-dupes", "-o", "1", "-o", "1"},
          {"-x", "("},
          {"-x", "a**"},
          {"-j", "-1"},
          {"-i", "nowhere.txt"}
        }) {
      all.add(onTree(Start.NOTHING, words).differing(Intended.WRONG_USAGE_IS_2));
    }
  }

  private static Scenario mixture(Random random) {
    List<String> words = new ArrayList<>();
    add(words, random, 3, "-f");
    add(words, random, 4, "-l");
    add(words, random, 4, "-r", Integer.toString(random.nextInt(3)));
    add(words, random, 4, "-x", "mod|deep");
    add(words, random, 4, "-e", "tree");
    if (random.nextBoolean()) {
      add(words, random, 2, "-d", "/d");
    } else {
      add(words, random, 2, "-s", "tree");
      add(words, random, 2, "-p", "/p");
    }
    String[] modes = {"timestamp", "checked-hash", "unchecked-hash"};
    add(words, random, 2, "--invalidation-mode=" + modes[random.nextInt(3)]);
    if (random.nextInt(3) == 0) {
      words.addAll(List.of(LEVELS));
      add(words, random, 2, "--hardlink-dupes");
    }
    boolean legacy = !words.contains("-o") && random.nextInt(4) == 0;
    add(words, random, legacy ? 1 : 0, "-b");
    Start start =
        random.nextInt(4) == 0 ? Start.NOTHING : legacy ? Start.LEGACY_CACHES : Start.CACHES;
    return onTree(start, words.toArray(String[]::new));
  }

  /** Adds words once in so many times; 0 for never. */
  private static void add(List<String> words, Random random, int oneIn, String... added) {
    if (oneIn > 0 && random.nextInt(oneIn) == 0) {
      words.addAll(List.of(added));
    }
  }
}
