# Sourced: sets JAVA_HOME and defines run_main, which starts a main class of one of the side houses.

. "$root/scripts/jdk.sh"

# run_main MODULE MAIN_CLASS ARGUMENT...: builds the module first if that has not been done.
run_main() {
  module=$1
  main=$2
  shift 2
  if [ ! -f "$root/$module/target/class-path" ]; then
    "$root/build" -q -DskipTests package >&2
  fi
  jar=$(echo "$root/$module/target/$module"-*.jar)
  LC_ALL=C.UTF-8 exec "$JAVA_HOME/bin/java" -XX:+UseParallelGC -cp "$jar:$(cat "$root/$module/target/class-path")" "$main" "$@"
}
