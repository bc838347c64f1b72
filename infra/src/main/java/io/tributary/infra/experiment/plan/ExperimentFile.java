package io.tributary.infra.experiment.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tributary.infra.experiment.plan.Table.TableRow;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.NearestWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
 *   tables:
 *     generalisation:
 *       settings: {scenario: single}
 *       vary: {clients: [4, 8]}   # every method with each
 *       methods: [base, fedit, {method: fedit, as: fedit r2, rank: 2}]
 * </pre>
 */
public final class ExperimentFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final Set<String> KEYS =
      Set.of("name", "data", "seeds", "reference", "expectations", "defaults", "tables");
  private static final Set<String> TABLE_KEYS = Set.of("settings", "vary", "methods");

  private ExperimentFile() {}

  /**
   * Reads a file.
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

  /** The experiment in a text that was read before. */
  public static Experiment parsed(String yaml) {
    try {
      return parse(yaml);
    } catch (JsonProcessingException e) {
      throw RunSettings.invalid("the experiment is no YAML: " + e.getOriginalMessage());
    }
  }

  static Experiment parse(String yaml) throws JsonProcessingException {
    JsonNode root = YAML.readTree(yaml);
    known("experiment", root, KEYS);
    RunSettings defaults = RunSettings.defaults().with(values(root.path("defaults")));
    var seeds = new ArrayList<Long>();
    required(root, "seeds").forEach(seed -> seeds.add(seed.asLong()));
    if (seeds.isEmpty() || new HashSet<>(seeds).size() != seeds.size()) {
      throw RunSettings.invalid("seeds must be at least one, each once; were " + seeds);
    }
    var expectations = new ArrayList<String>();
    root.path("expectations").forEach(text -> expectations.add(text.asText()));
    var tables = new ArrayList<Table>();
    required(root, "tables")
        .properties()
        .forEach(entry -> tables.add(table(entry.getKey(), entry.getValue(), defaults)));
    Optional<String> reference = text(root, "reference");
    reference.ifPresent(row -> requireRow(tables, row));
    requireOneLength(tables);
    return new Experiment(
        required(root, "name").asText(),
        text(root, "data"),
        seeds,
        reference,
        expectations,
        tables);
  }

  private static Table table(String name, JsonNode node, RunSettings defaults) {
    known("table " + name, node, TABLE_KEYS);
    RunSettings settings = defaults.with(values(node.path("settings")));
    var rows = new ArrayList<TableRow>();
    var labels = new HashSet<String>();
    for (Map<String, String> variation : variations(node.path("vary"))) {
      for (JsonNode method : required(node, "methods")) {
        TableRow row = row(method, settings.with(variation), variation);
        if (!labels.add(row.label())) {
          throw RunSettings.invalid(
              "rows of table " + name + " must differ, was twice: '" + row.label() + "'; add as:");
        }
        rows.add(row);
      }
    }
    return new Table(name, rows);
  }

  private static TableRow row(
      JsonNode method, RunSettings settings, Map<String, String> variation) {
    if (method.isTextual()) {
      return new TableRow(
          method.asText(), text(variation), Methods.named(method.asText()), settings);
    }
    Map<String, String> own = new TreeMap<>(values(method));
    String name = own.remove("method");
    if (name == null) {
      throw RunSettings.invalid("a method must be a name or have the key method, was " + method);
    }
    String label = own.remove("as");
    String unnamed = own.isEmpty() ? name : name + " " + text(own);
    return new TableRow(
        label == null ? unnamed : label, text(variation), Methods.named(name), settings.with(own));
  }

  /** Every combination of the varied values; one without any where nothing varies. */
  private static List<Map<String, String>> variations(JsonNode vary) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, JsonNode> entry : vary.properties()) {
      var longer = new ArrayList<Map<String, String>>();
      for (Map<String, String> one : all) {
        for (JsonNode value : entry.getValue()) {
          var more = new TreeMap<>(one);
          more.put(entry.getKey(), word(entry.getKey(), value));
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

  private static Map<String, String> values(JsonNode node) {
    var values = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      var elements = new ArrayList<String>();
      if (entry.getValue().isArray()) {
        entry.getValue().forEach(element -> elements.add(word(entry.getKey(), element)));
      } else {
        elements.add(word(entry.getKey(), entry.getValue()));
      }
      values.put(entry.getKey(), String.join(",", elements));
    }
    return values;
  }

  /** YAML takes a bare off for false. */
  private static String word(String key, JsonNode value) {
    return value.isBoolean() && !RunSettings.isSwitch(key)
        ? value.asBoolean() ? "on" : "off"
        : value.asText();
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull() || (value.isContainerNode() && value.isEmpty())) {
      throw RunSettings.invalid("experiment must have " + key + ", had none");
    }
    return value;
  }

  private static void known(String what, JsonNode node, Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw RunSettings.invalid(
                    what
                        + " must have only "
                        + String.join(", ", keys.stream().sorted().toList())
                        + "; had '"
                        + key
                        + "'"
                        + NearestWord.question(key, keys));
              }
            });
  }

  private static void requireOneLength(List<Table> tables) {
    List<Integer> lengths =
        tables.stream()
            .flatMap(table -> table.rows().stream())
            .map(row -> row.settings().maxTokens())
            .distinct()
            .toList();
    if (lengths.size() > 1) {
      throw RunSettings.invalid("max-tokens must be the same in all rows, were " + lengths);
    }
  }

  private static void requireRow(List<Table> tables, String name) {
    boolean found =
        tables.stream()
            .flatMap(table -> table.rows().stream())
            .anyMatch(row -> row.name().equals(name));
    if (!found) {
      throw RunSettings.invalid("reference must be the name of a row, was '" + name + "'");
    }
  }
}
