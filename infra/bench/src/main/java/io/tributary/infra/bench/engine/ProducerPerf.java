package io.tributary.infra.bench.engine;

import io.tributary.infra.local.setup.Distribution;
import io.tributary.logging.LogSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs Kafka's own {@code kafka-producer-perf-test} as a process against a topic. */
final class ProducerPerf {
  /**
   * Matches the last line of the output: {@code 700 records sent, 84.3 records/sec (63.2 MB/sec),
   * ...}.
   */
  private static final Pattern RATE = Pattern.compile("records sent, .*?\\(([0-9.]+) MB/sec\\)");

  private ProducerPerf() {}

  /**
   * Returns megabytes (10^6) a second with acks=all and without a limit on the rate.
   *
   * @param recordBytes size of every record
   */
  static double megabytesPerSecond(
      String bootstrapServers, String topic, int records, int recordBytes)
      throws IOException, InterruptedException {
    String classPath =
        Distribution.locate().classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-D" + LogSettings.LIBRARIES_PROPERTY + "=error",
                    "-cp",
                    classPath,
                    "org.apache.kafka.tools.ProducerPerformance",
                    "--topic",
                    topic,
                    "--num-records",
                    Integer.toString(records),
                    "--record-size",
                    Integer.toString(recordBytes),
                    "--throughput",
                    "-1",
                    "--command-property",
                    "bootstrap.servers=" + bootstrapServers,
                    "acks=all"))
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = tool.waitFor();
    // The tool prints MB and means MiB. Its last line is the total.
    return RATE.matcher(output)
            .results()
            .reduce((first, second) -> second)
            .map(MatchResult::group)
            .map(line -> line.replaceAll(".*\\(([0-9.]+) MB/sec\\)", "$1"))
            .map(Double::parseDouble)
            .orElseThrow(
                () -> new IOException("producer-perf-test ended with " + exit + ": " + output))
        * 1.048576;
  }
}
