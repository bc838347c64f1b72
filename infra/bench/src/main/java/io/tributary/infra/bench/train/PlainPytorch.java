package io.tributary.infra.bench.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Times the same training step in Python's PyTorch, where that is installed. */
final class PlainPytorch {
  private static final String SCRIPT = "plain_pytorch_step.py";
  private static final Pattern TIMING = Pattern.compile("(\\d{1,6}) (\\d+\\.\\d+)");

  private final String python;

  /**
   * The result of the comparison.
   *
   * @param millisPerStep milliseconds by sequence length; empty if skipped
   * @param comment the version compared with, or the reason for skipping
   */
  record Outcome(Map<Integer, Double> millisPerStep, String comment) {}

  PlainPytorch(String python) {
    this.python = python;
  }

  /** Runs the script to its end and returns its timings. */
  Outcome time(int threads, int batch, int steps, int... sequences) throws InterruptedException {
    try {
      if (run(List.of(python, "-c", "import torch")).exit() != 0) {
        return skipped(python + " cannot import torch");
      }
      Path script = Files.createTempFile("tributary-", ".py");
      try (InputStream resource = PlainPytorch.class.getResourceAsStream(SCRIPT)) {
        Files.write(script, resource.readAllBytes());
        Stream<String> numbers =
            Stream.concat(
                Stream.of(threads, batch, steps).map(String::valueOf),
                Arrays.stream(sequences).mapToObj(String::valueOf));
        Ran ran = run(Stream.concat(Stream.of(python, script.toString()), numbers).toList());
        return ran.exit() == 0 ? parse(ran.output()) : skipped("the script said " + ran.output());
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      return skipped(e.getMessage());
    }
  }

  private static Outcome skipped(String reason) {
    return new Outcome(Map.of(), "comparison skipped: " + reason);
  }

  /**
   * Parses the script's output: one line {@code torch VERSION}, then lines {@code SEQUENCE MILLIS};
   * other lines, such as warnings, are ignored.
   */
  static Outcome parse(String output) {
    var millis = new HashMap<Integer, Double>();
    String version = "of unknown version";
    for (String line : output.lines().toList()) {
      Matcher timing = TIMING.matcher(line);
      if (timing.matches()) {
        millis.put(Integer.valueOf(timing.group(1)), Double.valueOf(timing.group(2)));
      } else if (line.startsWith("torch ")) {
        version = line.substring("torch ".length());
      }
    }
    return new Outcome(millis, "plain PyTorch " + version);
  }

  private record Ran(int exit, String output) {}

  private static Ran run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Ran(process.waitFor(), output);
    } finally {
      process.destroy();
    }
  }
}
