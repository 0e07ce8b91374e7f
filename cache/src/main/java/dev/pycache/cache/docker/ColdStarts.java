package dev.pycache.cache.docker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Goes through the stages of a Dockerfile and keeps account of what is not compiled: what {@code
 * COPY} brings from the context, what an installer that does not compile installs. A stage begins
 * with what the stage that it is from ends with, and takes over what it copies from others. Only
 * stages that nobody builds upon count, for only those are started.
 *
 * <p>What compiles is known by its words: {@code compileall}, {@code py_compile}, {@code pycache
 * compile}, {@code --compile}, {@code --compile-bytecode}, and uv with {@code UV_COMPILE_BYTECODE}.
 * It is taken to compile all that is there. {@code pip} compiles what it installs unless it is told
 * not to, whatever {@code PYTHONDONTWRITEBYTECODE} says, but nothing else.
 */
public final class ColdStarts {
  private static final String DONT_WRITE = "PYTHONDONTWRITEBYTECODE";
  private static final String UV_COMPILE = "UV_COMPILE_BYTECODE";
  private static final String PIP_NO_COMPILE = "PIP_NO_COMPILE";

  /** Nothing, and what the environment variables of pip and uv take for no. */
  private static final Set<String> NO = Set.of("", "0", "false", "no", "off", "n", "f");

  /** Why something is not compiled. */
  private enum Reason {
    COPIED,
    COPIED_AFTER_COMPILING,
    INSTALLED,
    NO_COMPILE
  }

  private record Uncompiled(Reason reason, int line, String text) {}

  private static final class Stage {
    private final Map<String, String> variables = new HashMap<>();
    private final Set<Uncompiled> uncompiled = new LinkedHashSet<>();
    private int dontWriteLine;
    private boolean compiles;
    private boolean installs;

    /** Whether another stage is from this one, or copies from it. */
    private boolean isUsed;

    void takeOver(Stage base) {
      variables.putAll(base.variables);
      uncompiled.addAll(base.uncompiled);
      dontWriteLine = base.dontWriteLine;
      compiles = base.compiles;
      installs = base.installs;
      base.isUsed = true;
    }
  }

  private final Predicate<String> bringsSources;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Stage> named = new HashMap<>();
  private final Map<String, String> arguments = new HashMap<>();

  private ColdStarts(Predicate<String> bringsSources) {
    this.bringsSources = bringsSources;
  }

  /**
   * What is cold in the images of a Dockerfile.
   *
   * @param bringsSources whether a path that is copied from the context, as it stands in the
   *     instruction, may hold sources of Python
   * @return in the order of lines
   */
  public static List<ColdStart> in(Dockerfile file, Predicate<String> bringsSources) {
    var run = new ColdStarts(bringsSources);
    for (Instruction instruction : file.instructions()) {
      run.follow(instruction);
    }
    return run.result();
  }

  /** A guess for a path that cannot be looked at: whether its name is one of something else. */
  public static boolean isSourceByName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    String end = dot > 0 ? name.substring(dot + 1) : "";
    return switch (end) {
      case "txt",
          "toml",
          "lock",
          "cfg",
          "ini",
          "json",
          "yml",
          "yaml",
          "sh",
          "md",
          "rst",
          "conf",
          "env",
          "html",
          "css",
          "js",
          "sql",
          "pem",
          "crt",
          "deb",
          "in" ->
          false;
      default -> !name.equals("pipfile") && !name.startsWith("requirements");
    };
  }

  private void follow(Instruction instruction) {
    switch (instruction.keyword()) {
      case "FROM" -> from(instruction);
      case "ARG" -> assign(instruction, stages.isEmpty() ? arguments : stages.getLast().variables);
      default -> {
        if (!stages.isEmpty()) {
          inStage(instruction, stages.getLast());
        }
      }
    }
  }

  private void inStage(Instruction instruction, Stage stage) {
    switch (instruction.keyword()) {
      case "ENV" -> environment(instruction, stage);
      case "COPY", "ADD" -> copy(instruction, stage);
      case "RUN" -> run(instruction, stage);
      default -> {}
    }
  }

  private void from(Instruction instruction) {
    var stage = new Stage();
    List<String> words = instruction.words();
    if (!words.isEmpty()) {
      Stage base = named.get(expand(words.getFirst(), arguments).toLowerCase(Locale.ROOT));
      if (base != null) {
        stage.takeOver(base);
      }
    }
    if (words.size() == 3 && words.get(1).equalsIgnoreCase("as")) {
      named.put(words.get(2).toLowerCase(Locale.ROOT), stage);
    }
    named.putIfAbsent(Integer.toString(stages.size()), stage);
    stages.add(stage);
  }

  private void environment(Instruction instruction, Stage stage) {
    boolean before = isSet(stage, DONT_WRITE);
    assign(instruction, stage.variables);
    boolean mentions = instruction.arguments().contains(DONT_WRITE);
    if (!isSet(stage, DONT_WRITE)) {
      stage.dontWriteLine = 0;
    } else if (mentions && (!before || stage.dontWriteLine == 0)) {
      stage.dontWriteLine = instruction.line();
    }
  }

  /** {@code K=V L=W}, or {@code K V}, which may have blanks in it. */
  private static void assign(Instruction instruction, Map<String, String> variables) {
    List<String> words = instruction.words();
    boolean isOld = !words.isEmpty() && words.getFirst().indexOf('=') < 0;
    if (isOld && instruction.keyword().equals("ENV")) {
      variables.put(words.getFirst(), String.join(" ", words.subList(1, words.size())));
      return;
    }
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        variables.put(word.substring(0, equals), expand(word.substring(equals + 1), variables));
      }
    }
  }

  /** {@code $NAME} and {@code ${NAME}} as the whole of a value; others stay as they are. */
  private static String expand(String value, Map<String, String> variables) {
    String name =
        value.startsWith("${") && value.endsWith("}")
            ? value.substring(2, value.length() - 1)
            : value.startsWith("$") ? value.substring(1) : "";
    return variables.getOrDefault(name, value);
  }

  private static boolean isSet(Stage stage, String name) {
    return !stage.variables.getOrDefault(name, "").isEmpty();
  }

  private static boolean isYes(String value) {
    return !NO.contains(value.toLowerCase(Locale.ROOT));
  }

  private void copy(Instruction instruction, Stage stage) {
    String from = expand(instruction.flag("from"), arguments).toLowerCase(Locale.ROOT);
    if (!from.isEmpty()) {
      Stage other = named.get(from);
      if (other != null) {
        other.isUsed = true;
        stage.uncompiled.addAll(other.uncompiled);
        stage.compiles |= other.compiles;
        stage.installs |= other.installs;
      }
      return;
    }
    for (String source : contextSources(instruction)) {
      if (bringsSources.test(source)) {
        Reason reason = stage.compiles ? Reason.COPIED_AFTER_COMPILING : Reason.COPIED;
        String text = instruction.keyword() + " " + instruction.arguments();
        stage.uncompiled.add(new Uncompiled(reason, instruction.line(), text));
        return;
      }
    }
  }

  /** What {@code COPY} and {@code ADD} take from the context: all but the last word. */
  private static List<String> contextSources(Instruction instruction) {
    List<String> words = instruction.words();
    List<String> sources = new ArrayList<>();
    for (String word : words.subList(0, Math.max(0, words.size() - 1))) {
      if (!word.startsWith("<<") && !word.contains("://") && !word.startsWith("git@")) {
        sources.add(word);
      }
    }
    return sources;
  }

  /** The paths that the stages of a Dockerfile copy from the context, as they stand there. */
  public static List<String> copied(Dockerfile file) {
    List<String> sources = new ArrayList<>();
    for (Instruction instruction : file.instructions()) {
      boolean copies = instruction.keyword().equals("COPY") || instruction.keyword().equals("ADD");
      if (copies && instruction.flag("from").isEmpty()) {
        sources.addAll(contextSources(instruction));
      }
    }
    return sources;
  }

  /** A command line, or several; here-documents are more of them. */
  private static void run(Instruction instruction, Stage stage) {
    var script = new StringBuilder(String.join(" ", instruction.words()));
    if (!instruction.arguments().startsWith("[")) {
      script.setLength(0);
      script.append(instruction.arguments());
    }
    instruction.bodies().forEach(body -> script.append('\n').append(body));
    for (RunCommand command : RunCommand.in(script.toString())) {
      boolean uvCompiles = isYes(value(command, stage, UV_COMPILE));
      boolean pipDoesNot = isYes(value(command, stage, PIP_NO_COMPILE));
      switch (command.effect(uvCompiles, pipDoesNot)) {
        case COMPILES -> {
          stage.uncompiled.clear();
          stage.compiles = true;
        }
        case INSTALLS_COMPILED -> stage.installs = true;
        case INSTALLS_UNCOMPILED ->
            stage.uncompiled.add(
                new Uncompiled(Reason.INSTALLED, instruction.line(), command.text()));
        case REFUSES_TO_COMPILE ->
            stage.uncompiled.add(
                new Uncompiled(Reason.NO_COMPILE, instruction.line(), command.text()));
        case NOTHING -> {}
      }
    }
  }

  private static String value(RunCommand command, Stage stage, String variable) {
    return command.variables().getOrDefault(variable, stage.variables.getOrDefault(variable, ""));
  }

  private List<ColdStart> result() {
    Set<ColdStart> found =
        new TreeSet<>(Comparator.comparingInt(ColdStart::line).thenComparing(ColdStart::kind));
    for (Stage stage : stages) {
      if (!stage.isUsed || stage == stages.getLast()) {
        judge(stage, found);
      }
    }
    return List.copyOf(found);
  }

  private static void judge(Stage stage, Set<ColdStart> found) {
    for (Uncompiled each : stage.uncompiled) {
      switch (each.reason()) {
        case COPIED_AFTER_COMPILING -> found.add(cold(ColdStart.Kind.COPIED_AFTER_COMPILING, each));
        case NO_COMPILE -> found.add(cold(ColdStart.Kind.NO_COMPILE, each));
        case COPIED, INSTALLED -> {}
      }
    }
    if (stage.dontWriteLine == 0) {
      return;
    }
    List<Integer> lines =
        stage.uncompiled.stream()
            .flatMap(
                each ->
                    switch (each.reason()) {
                      case COPIED, INSTALLED -> Stream.of(each.line());
                      case COPIED_AFTER_COMPILING, NO_COMPILE -> Stream.<Integer>empty();
                    })
            .distinct()
            .sorted()
            .toList();
    boolean bringsNothing = stage.uncompiled.isEmpty() && !stage.compiles && !stage.installs;
    if (!lines.isEmpty() || bringsNothing) {
      found.add(
          new ColdStart(
              ColdStart.Kind.NEVER_COMPILED, stage.dontWriteLine, "ENV " + DONT_WRITE, lines));
    }
  }

  private static ColdStart cold(ColdStart.Kind kind, Uncompiled what) {
    return new ColdStart(kind, what.line(), what.text(), List.of(what.line()));
  }
}
