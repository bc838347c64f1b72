package io.tributary.infra.local.process;

import io.tributary.schemas.natives.NativeFolder;
import io.tributary.schemas.process.StdinWatch;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the command line of a child: this JDK's {@code java}, with few resources, ignoring the
 * terminal's signals.
 */
final class ChildCommand {

  /**
   * The shell that starts a child. Files that a child writes, also through libraries without modes,
   * are readable for their owner only.
   *
   * <p>Ctrl-C reaches every process of the terminal at once, and so does its closing; only the
   * supervisor may act on it, or the broker would stop under running applications. An ignored
   * signal stays ignored across exec, and a JVM does not change that.
   */
  private static final List<String> SHELL =
      List.of("/bin/sh", "-c", "umask 077; trap '' INT HUP; exec \"$@\"", "sh");

  /**
   * The flag that permits native code: from JDK 24 on a JVM warns on standard error when a library
   * loads it, as those for compression, state and tensors do.
   */
  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  private static final List<String> EVERY_CHILD =
      List.of(
          NATIVE_ACCESS,
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          // Standard output carries JSON lines and nothing else, so the JVM's own warnings go
          // elsewhere.
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Dfile.encoding=UTF-8",
          // Other locales change letter case and digits, and with them Kafka's own names and the
          // program's numbers.
          "-Duser.language=en",
          "-Duser.country=US");

  /** The variable with the user's own options for every JVM of the product. */
  private static final String JAVA_OPTS = "TRIBUTARY_JAVA_OPTS";

  private ChildCommand() {}

  /**
   * Returns all words of the command.
   *
   * @param environment with the user's own options, which override the defaults
   */
  static List<String> of(
      ChildSpec spec, List<String> sharingFlags, Map<String, String> environment) {
    List<String> command = new ArrayList<>(SHELL);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(EVERY_CHILD);
    command.addAll(NativeFolder.flags());
    command.addAll(sharingFlags);
    command.addAll(spec.jvmFlags());
    Stream.of(environment.getOrDefault(JAVA_OPTS, "").split("\\s+", -1))
        .filter(option -> !option.isEmpty())
        .forEach(command::add);
    command.add("-cp");
    command.add(
        spec.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(spec.mainClass());
    command.addAll(spec.args());
    command.add(StdinWatch.SUPERVISED);
    return command;
  }
}
