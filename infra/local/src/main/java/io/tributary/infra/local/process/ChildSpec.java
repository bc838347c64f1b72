package io.tributary.infra.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The specification of one child JVM.
 *
 * @param name unique among its siblings; names its log file, in lower case with dashes
 * @param classPath entries in the order in which they are searched
 * @param mainClass prints one JSON line with {@code "ready":true} on standard output, then any
 *     number of JSON lines (events), and exits when its standard input ends
 * @param jvmFlags beside those that every child gets from {@link ChildCommand}
 * @param args of the main class; {@code --supervised} is added
 */
public record ChildSpec(
    String name, List<Path> classPath, String mainClass, List<String> jvmFlags, List<String> args) {

  public ChildSpec {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "the name of a child must match [a-z][a-z0-9-]*, was '" + name + "'");
    }
    if (classPath.isEmpty()) {
      throw new IllegalArgumentException("the class path of child " + name + " must not be empty");
    }
    classPath = List.copyOf(classPath);
    jvmFlags = List.copyOf(jvmFlags);
    args = List.copyOf(args);
  }

  /** Returns a child without flags and arguments of its own. */
  public static ChildSpec of(String name, List<Path> classPath, String mainClass) {
    return new ChildSpec(name, classPath, mainClass, List.of(), List.of());
  }

  /** Returns this spec with more JVM flags; of two contradicting flags the JVM uses the last. */
  public ChildSpec withFlags(String... more) {
    return new ChildSpec(name, classPath, mainClass, plus(jvmFlags, more), args);
  }

  /** Returns this spec with the heap of a process that trains, such as a worker. */
  public ChildSpec withTrainingHeap() {
    return withFlags("-Xmx768m");
  }

  /** Returns this spec with more arguments. */
  public ChildSpec withArgs(String... more) {
    return new ChildSpec(name, classPath, mainClass, jvmFlags, plus(args, more));
  }

  private static List<String> plus(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
