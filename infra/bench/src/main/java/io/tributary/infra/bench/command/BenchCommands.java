package io.tributary.infra.bench.command;

import io.tributary.infra.bench.BenchResult;
import io.tributary.infra.bench.Benchmark;
import io.tributary.infra.bench.engine.EngineBenchmarks;
import io.tributary.infra.bench.tasks.TaskBenchmarks;
import io.tributary.infra.cli.Main;
import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Implements {@code bench ls|run}, which measures every promised number. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Every promised number, measured on this machine.")
public final class BenchCommands extends CommandGroup {
  private static List<Benchmark> all() {
    return Stream.of(
            Benchmarks.all(Main.class.getName()), EngineBenchmarks.all(), TaskBenchmarks.all())
        .flatMap(List::stream)
        .toList();
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists the benchmarks.")
  CommandResult ls() {
    List<Map<String, String>> rows = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    for (Benchmark benchmark : all()) {
      rows.add(Map.of("name", benchmark.name(), "question", benchmark.question()));
      cells.add(List.of(benchmark.name(), benchmark.question()));
    }
    return new CommandResult(rows, TextTable.of(cells));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Measures one number; takes from seconds to half an hour.")
  CommandResult run(@Parameters(paramLabel = "NAME", description = "See bench ls.") String name)
      throws Exception {
    BenchResult result = named(name).run(System.err::println);
    return new CommandResult(result, text(name, result));
  }

  private static Benchmark named(String name) {
    List<String> names = all().stream().map(Benchmark::name).toList();
    return all().stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.CONFIGURATION,
                    "UNKNOWN_BENCHMARK",
                    "there is no benchmark '" + name + "'",
                    "Choose one of " + String.join(", ", names) + "."));
  }

  private static String text(String name, BenchResult result) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %.4g %s, bound %s %.4g: %s"
            .formatted(
                name,
                result.figure(),
                result.unit(),
                result.bound().atMost() ? "<=" : ">=",
                result.bound().limit(),
                result.holds() ? "holds" : "does not hold"));
    new LinkedHashMap<>(result.comparison())
        .forEach((what, value) -> lines.add("  " + what + ": " + value));
    return String.join("\n", lines);
  }
}
