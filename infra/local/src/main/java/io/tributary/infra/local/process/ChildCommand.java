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

/** The command line of a child: this JDK's {@code java}, lean, deaf to the terminal's signals. */
final class ChildCommand {

  /**
   * What a child writes, also through libraries that know of no modes, is its owner's alone.
   *
   * <p>Ctrl-C reaches every process of the terminal at once, and a closed terminal likewise; only
   * the supervisor shall act on it, or the broker would stop under running applications. An ignored
   * signal stays ignored across exec, and a JVM leaves it so.
   */
  private static final List<String> SHELL =
      List.of("/bin/sh", "-c", "umask 077; trap '' INT HUP; exec \"$@\"", "sh");

  /**
   * From JDK 24 on a JVM warns on standard error when a library loads native code, as ours do for
   * compression, state and tensors.
   */
  static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  private static final List<String> EVERY_CHILD =
      List.of(
          NATIVE_ACCESS,
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          // Standard output carries JSON lines and nothing else: the JVM's own warnings go
          // elsewhere.
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Dfile.encoding=UTF-8",
          // Elsewhere an i is no I and digits are others: Kafka's own names and our numbers suffer.
          "-Duser.language=en",
          "-Duser.country=US",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.log.io.tributary=info",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  /** Options of the user's own for every JVM of ours. */
  private static final String JAVA_OPTS = "TRIBUTARY_JAVA_OPTS";

  private ChildCommand() {}

  /**
   * All words of the command.
   *
   * @param environment with the user's own options, which win over ours
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
