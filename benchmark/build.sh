# SPDX-License-Identifier: Apache-2.0
# For the other scripts: sets `root`, `jar` and `java`, and builds the jar if a source is newer. The scripts set `name`.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$root/benchmark/target/benchmarks.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
inputs=("$root/pom.xml" "$root/library/pom.xml" "$root/library/src" "$root/benchmark/pom.xml" "$root/benchmark/src/main")
if [ ! -f "$jar" ] || [ -n "$(find "${inputs[@]}" -type f -newer "$jar" -print -quit)" ]; then
    echo "$name: building $jar" >&2
    (cd "$root" && ./mvnw -q -Dquick -pl benchmark -am package >&2) || { echo "$name: the build failed" >&2; exit 3; }
fi
