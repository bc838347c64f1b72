package io.tributary.infra.experiment.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An experiment as people write it, in YAML:
 *
 * <pre>
 *   name: small
 *   data: multitask               # folder of tasks; left out: the bundled sample
 *   seeds: [1, 2, 3]
 *   reference: fedrouter-global   # other rows are compared with it
 *   expectations: [what is expected, before anything is run]
 *   defaults: {rounds: 12}
 *   tuning:                       # may be left out
 *     seed: 101                   # none of the seeds above
 *     settings: {rounds: 6, validation: 100}   # of its runs, on top of the defaults
 *     grid: {learning-rate: [2e-3, 1e-3, 4e-3]}
 *     grids: {fedrouter+pflalign: {alignment-learning-rate: [auto, 0.7, 2]}}
 *   tables:
 *     generalisation:
 *       settings: {scenario: single}
 *       vary: {clients: [4, 8]}   # every method with each
 *       reference: fedit          # of this table alone
 *       compare: own-tasks        # or all-tasks (the default), or unseen-clients
 *       methods: [base, fedit, {method: fedit, as: fedit r2, rank: 2}]
 * </pre>
 *
 * <p>With {@code tuning}, every method that trains is first run once for each value of its grid
 * ({@code grids}, by name, or else {@code grid}), with the tuning's settings and seed. Each client
 * then holds {@code validation} of its training rows (at least one) out of training, and these are
 * asked in place of test rows. The value with the best accuracy of own tasks is picked, of values
 * that do as well the first: list the default first. Methods that share their training are tuned
 * once, by the one that {@link Methods} lists first. Rows that leave the grid's key open (defaults,
 * settings, vary and the row itself do not give it) run with the pick; methods without such a row
 * are not tuned. Where every run of a grid failed, the default stays.
 */
public final class ExperimentFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final String EXPERIMENT = "experiment";
  private static final Set<String> KEYS =
      Set.of("name", "data", "seeds", "reference", "expectations", "defaults", "tuning", "tables");
  private static final Set<String> TABLE_KEYS =
      Set.of("settings", "vary", "methods", "reference", "compare");

  private ExperimentFile() {}

  /**
   * Reads an experiment from its YAML file.
   *
   * @throws Failure EXPERIMENT_INVALID that names what is wrong and the nearest known word
   */
  public static Experiment read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw RunSettings.invalid(file + " is no YAML: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw RunSettings.invalid(file + " cannot be read: " + e);
    }
  }

  /** Parses the experiment from a text. */
  public static Experiment parsed(String yaml) {
    try {
      return parse(yaml);
    } catch (JsonProcessingException e) {
      throw RunSettings.invalid("the experiment is no YAML: " + e.getOriginalMessage());
    }
  }

  static Experiment parse(String yaml) throws JsonProcessingException {
    JsonNode root = YAML.readTree(yaml);
    ExperimentSections.requireKnown(EXPERIMENT, root, KEYS);
    RunSettings defaults =
        RunSettings.defaults().with(ExperimentSections.values(root.path("defaults")));
    var seeds = new ArrayList<Long>();
    ExperimentSections.required(EXPERIMENT, root, "seeds")
        .forEach(seed -> seeds.add(seed.asLong()));
    if (seeds.isEmpty() || new HashSet<>(seeds).size() != seeds.size()) {
      throw RunSettings.invalid("seeds must be at least one, each once; were " + seeds);
    }
    var expectations = new ArrayList<String>();
    root.path("expectations").forEach(text -> expectations.add(text.asText()));
    Optional<String> reference = ExperimentSections.text(root, "reference");
    var tables = new ArrayList<TableDefinition>();
    ExperimentSections.required(EXPERIMENT, root, "tables")
        .properties()
        .forEach(entry -> tables.add(table(entry.getKey(), entry.getValue(), defaults, reference)));
    reference.ifPresent(row -> requireRow("experiment", tables, row));
    Optional<TuningPlan> tuning =
        Optional.ofNullable(root.get("tuning"))
            .map(section -> TuningSection.parse(section, defaults, seeds, tables));
    requireOneLength(tables, tuning);
    return new Experiment(
        ExperimentSections.required(EXPERIMENT, root, "name").asText(),
        ExperimentSections.text(root, "data"),
        seeds,
        expectations,
        tuning,
        tables);
  }

  private static TableDefinition table(
      String name, JsonNode node, RunSettings defaults, Optional<String> reference) {
    ExperimentSections.requireKnown("table " + name, node, TABLE_KEYS);
    RunSettings settings = defaults.with(ExperimentSections.values(node.path("settings")));
    var rows = new ArrayList<TableRow>();
    var labels = new HashSet<String>();
    for (Map<String, String> variation : variations(node.path("vary"))) {
      for (JsonNode method : ExperimentSections.required(EXPERIMENT, node, "methods")) {
        TableRow row = row(method, settings.with(variation), variation);
        if (!labels.add(row.label())) {
          throw RunSettings.invalid(
              "rows of table " + name + " must differ, was twice: '" + row.label() + "'; add as:");
        }
        rows.add(row);
      }
    }
    Optional<String> own = ExperimentSections.text(node, "reference");
    var table = new TableDefinition(name, own.or(() -> reference), compared(node), rows);
    own.ifPresent(row -> requireRow("table " + name, List.of(table), row));
    return table;
  }

  private static ComparisonMetric compared(JsonNode table) {
    String flag =
        ExperimentSections.text(table, "compare").orElse(ComparisonMetric.ALL_TASKS.flag());
    return Arrays.stream(ComparisonMetric.values())
        .filter(figure -> figure.flag().equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                RunSettings.invalid(
                    NearestWord.refusal(
                        "compare",
                        flag,
                        Arrays.stream(ComparisonMetric.values())
                            .map(ComparisonMetric::flag)
                            .toList())));
  }

  private static TableRow row(
      JsonNode method, RunSettings settings, Map<String, String> variation) {
    if (method.isTextual()) {
      return new TableRow(
          method.asText(), text(variation), Methods.named(method.asText()), settings);
    }
    Map<String, String> own = new TreeMap<>(ExperimentSections.values(method));
    String name = own.remove("method");
    if (name == null) {
      throw RunSettings.invalid("a method must be a name or have the key method, was " + method);
    }
    String label = own.remove("as");
    String unnamed = own.isEmpty() ? name : name + " " + text(own);
    return new TableRow(
        label == null ? unnamed : label, text(variation), Methods.named(name), settings.with(own));
  }

  /** Returns every combination of the varied values; a single empty one where nothing varies. */
  private static List<Map<String, String>> variations(JsonNode vary) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, JsonNode> entry : vary.properties()) {
      var longer = new ArrayList<Map<String, String>>();
      for (Map<String, String> one : all) {
        for (JsonNode value : entry.getValue()) {
          var more = new TreeMap<>(one);
          more.put(entry.getKey(), ExperimentSections.word(entry.getKey(), value));
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }

  private static String text(Map<String, String> settings) {
    var words = new ArrayList<String>();
    settings.forEach((key, value) -> words.add(key + " " + value));
    return String.join(", ", words);
  }

  private static void requireOneLength(List<TableDefinition> tables, Optional<TuningPlan> tuning) {
    Stream<RunSettings> rows =
        tables.stream().flatMap(table -> table.rows().stream()).map(TableRow::settings);
    List<Integer> lengths =
        Stream.concat(rows, tuning.map(TuningPlan::settings).stream())
            .map(RunSettings::maxTokens)
            .distinct()
            .toList();
    if (lengths.size() > 1) {
      throw RunSettings.invalid(
          "max-tokens must be the same in all rows and in tuning, were " + lengths);
    }
  }

  private static void requireRow(String where, List<TableDefinition> tables, String name) {
    boolean found =
        tables.stream()
            .flatMap(table -> table.rows().stream())
            .anyMatch(row -> row.name().equals(name));
    if (!found) {
      throw RunSettings.invalid(
          "reference of " + where + " must be the name of a row, was '" + name + "'");
    }
  }
}
