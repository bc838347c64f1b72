package io.tributary.infra.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.infra.experiment.plan.TuningPlan.Tuned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses the section {@code tuning} of an experiment's file. */
final class TuningSection {
  private static final String NAME = "tuning";
  private static final Set<String> KEYS = Set.of("seed", "settings", "grid", "grids");

  private TuningSection() {}

  /**
   * Reads an experiment's tuning section and checks it against the tables.
   *
   * @param seeds of the experiment
   * @param tables whose methods are tuned
   */
  static TuningPlan parse(
      JsonNode node, RunSettings defaults, List<Long> seeds, List<TableDefinition> tables) {
    ExperimentSections.requireKnown(NAME, node, KEYS);
    TuningValues grid = grid(NAME + ".grid", ExperimentSections.required(NAME, node, "grid"));
    var own = new LinkedHashMap<String, TuningValues>();
    for (Map.Entry<String, JsonNode> entry : node.path("grids").properties()) {
      own.put(
          Methods.named(entry.getKey()).name(),
          grid(NAME + ".grids." + entry.getKey(), entry.getValue()));
    }
    List<TableRow> rows = tables.stream().flatMap(table -> table.rows().stream()).toList();
    List<Tuned> methods = tuned(rows, grid, own);
    requireUsed(own, methods);
    RunSettings settings = defaults.with(ExperimentSections.values(node.path("settings")));
    var tuning = new TuningPlan(seed(node, seeds), settings, methods);
    requireFit(rows, methods);
    return tuning;
  }

  private static long seed(JsonNode node, List<Long> seeds) {
    JsonNode seed = ExperimentSections.required(NAME, node, "seed");
    if (!seed.isIntegralNumber()) {
      throw RunSettings.invalid("seed of tuning must be an integer, was '" + seed.asText() + "'");
    }
    if (seeds.contains(seed.asLong())) {
      throw RunSettings.invalid(
          "seed of tuning must be none of the experiment's " + seeds + ", was " + seed.asLong());
    }
    return seed.asLong();
  }

  private static TuningValues grid(String name, JsonNode node) {
    if (node.size() != 1 || !node.isObject()) {
      throw RunSettings.invalid(name + " must have one setting with its values, was " + node);
    }
    Map.Entry<String, JsonNode> only = node.properties().iterator().next();
    var values = new ArrayList<String>();
    only.getValue().forEach(value -> values.add(ExperimentSections.value(only.getKey(), value)));
    return new TuningValues(only.getKey(), values);
  }

  /**
   * Returns the tuned methods in the order of the catalogue; the first method of a shared training
   * stands for the others, so that another order of the tables does not pick by another deployment.
   */
  private static List<Tuned> tuned(
      List<TableRow> rows, TuningValues common, Map<String, TuningValues> own) {
    var all = new ArrayList<Tuned>();
    for (MethodDefinition method : Methods.all()) {
      if (!method.trains() || all.stream().anyMatch(one -> one.method().sharesTraining(method))) {
        continue;
      }
      List<String> sharers =
          Methods.all().stream()
              .filter(method::sharesTraining)
              .map(MethodDefinition::name)
              .toList();
      TuningValues grid = grid(sharers, common, own);
      List<String> open =
          sharers.stream()
              .filter(
                  name ->
                      rows.stream()
                          .filter(row -> row.method().name().equals(name))
                          .anyMatch(row -> !row.settings().isWritten(grid.key())))
              .toList();
      if (!open.isEmpty()) {
        all.add(new Tuned(Methods.named(open.get(0)), open.subList(1, open.size()), grid));
      }
    }
    return all;
  }

  private static TuningValues grid(
      List<String> sharers, TuningValues common, Map<String, TuningValues> own) {
    List<String> named = sharers.stream().filter(own::containsKey).toList();
    if (named.size() > 1) {
      throw RunSettings.invalid(
          "methods that share their training must have one of tuning.grids, had "
              + String.join(" and ", named));
    }
    return named.isEmpty() ? common : own.get(named.get(0));
  }

  private static void requireUsed(Map<String, TuningValues> own, List<Tuned> methods) {
    if (methods.isEmpty()) {
      throw RunSettings.invalid(
          "tuning must have a method that trains and a row of it that leaves the grid's key open,"
              + " had none");
    }
    own.forEach(
        (name, grid) -> {
          MethodDefinition method = Methods.named(name);
          if (methods.stream().noneMatch(tuned -> tuned.method().sharesTraining(method))) {
            throw RunSettings.invalid(
                "tuning.grids must be of methods that train and have a row that leaves "
                    + grid.key()
                    + " open, had one of "
                    + name);
          }
        });
  }

  /**
   * Checks that every value that can be picked fits every row that would run with it, before hours
   * of training.
   */
  private static void requireFit(List<TableRow> rows, List<Tuned> methods) {
    for (Tuned tuned : methods) {
      for (TableRow row : rows.stream().filter(tuned::isFor).toList()) {
        for (String value : tuned.grid().values()) {
          Methods.requireFits(row.method(), row.settings().with(Map.of(tuned.grid().key(), value)));
        }
      }
    }
  }
}
