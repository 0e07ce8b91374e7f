# Sourced: sets JAVA_HOME and defines run_main, which starts a main class of one of the side houses.
# java_options, if set before, are what Java gets instead of the usual.

. "$root/scripts/jdk.sh"

# run_main MODULE MAIN_CLASS ARGUMENT...: builds first if that has not been done, or if sources have changed since.
run_main() {
  module=$1
  main=$2
  shift 2
  made=$root/target/runners.made
  if [ ! -f "$root/$module/target/class-path" ] || [ ! -f "$made" ] || [ -n "$(find "$root/pom.xml" "$root"/bytecode \
      "$root"/compiler "$root"/cache "$root"/cli "$root"/conformance "$root"/benchmarks -name target -prune \
      -o -path '*/src/test' -prune -o -type f -newer "$made" -print)" ]; then
    mkdir -p "$root/target"
    : > "$made.begun"
    "$root/build" -q -DskipTests package >&2
    mv "$made.begun" "$made"
  fi
  jar=$(echo "$root/$module/target/$module"-*.jar)
  LC_ALL=C.UTF-8 exec "$JAVA_HOME/bin/java" ${java_options:--XX:+UseParallelGC} -cp "$jar:$(cat "$root/$module/target/class-path")" "$main" "$@"
}
