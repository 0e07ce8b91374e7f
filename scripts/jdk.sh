# Sourced by the scripts of this repository: sets JAVA_HOME to a JDK 25 or later and jdk_version to what it says of
# itself, or says what is missing and exits. Starts no process, as ./pycache comes by here each time: a JDK has its
# version in a file.

# True if the folder $1 has a JDK 25 or later.
is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='="' read -r key _ jdk_version _; do
    if [ "$key" = JAVA_VERSION ]; then
      feature=${jdk_version%%[!0-9]*}
      [ "${feature:-0}" -ge 25 ]
      return
    fi
  done < "$1/release"
  return 1
}

if ! is_jdk25 "${JAVA_HOME:-/nonexistent}"; then
  found=
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/*jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
    if is_jdk25 "$home"; then
      found=$home
      break
    fi
  done
  if [ -z "$found" ]; then
    echo "pycache: needs a JDK 25 or later and finds none; install one, or set JAVA_HOME to it" >&2
    exit 2
  fi
  JAVA_HOME=$found
  export JAVA_HOME
fi
