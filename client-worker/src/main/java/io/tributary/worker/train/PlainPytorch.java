package io.tributary.worker.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Times the same step in Python's PyTorch, where there is one. */
final class PlainPytorch {
  private static final String SCRIPT = "plain_pytorch_step.py";

  private final String python;

  /**
   * What came of it.
   *
   * @param millisPerStep by sequence length; empty if skipped
   * @param comment the version compared with, or the reason for skipping
   */
  record Outcome(Map<Integer, Double> millisPerStep, String comment) {}

  PlainPytorch(String python) {
    this.python = python;
  }

  /** Runs the script to its end. */
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

  /** First line the version, then one line {@code sequence millis} for each length. */
  private static Outcome parse(String output) {
    List<String> lines = output.lines().collect(Collectors.toList());
    var millis = new HashMap<Integer, Double>();
    for (String line : lines.subList(1, lines.size())) {
      int blank = line.indexOf(' ');
      millis.put(
          Integer.valueOf(line.substring(0, blank)), Double.valueOf(line.substring(blank + 1)));
    }
    return new Outcome(millis, "plain PyTorch " + lines.get(0));
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
