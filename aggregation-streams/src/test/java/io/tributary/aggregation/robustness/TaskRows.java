package io.tributary.aggregation.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One task's rows as the features of a frozen encoder, which here is a hash of words and of pairs
 * of words to a unit vector.
 *
 * @param train rows of the members
 * @param test rows that no member has
 * @param labels number of them
 */
record TaskRows(List<Row> train, List<Row> test, int labels) {
  static final int FEATURES = 512;
  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

  /**
   * One row.
   *
   * @param at which features are not zero
   * @param features the values of these
   * @param label of the row
   */
  record Row(int[] at, float[] features, int label) {
    static Row of(float[] dense, int label) {
      int[] at = IntStream.range(0, dense.length).filter(i -> dense[i] != 0).toArray();
      float[] features = new float[at.length];
      for (int i = 0; i < at.length; i++) {
        features[i] = dense[at[i]];
      }
      return new Row(at, features, label);
    }
  }

  static TaskRows read(Path folder) throws IOException {
    List<JsonNode> train = lines(folder.resolve("train.jsonl"));
    List<JsonNode> test = lines(folder.resolve("test.jsonl"));
    var labels = new TreeSet<String>();
    train.forEach(row -> labels.add(row.get("output").asText()));
    List<String> order = List.copyOf(labels);
    return new TaskRows(rows(train, order), rows(test, order), order.size());
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    var mapper = new ObjectMapper();
    var rows = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(file)) {
      rows.add(mapper.readTree(line));
    }
    return rows;
  }

  private static List<Row> rows(List<JsonNode> nodes, List<String> labels) {
    return nodes.stream()
        .filter(node -> labels.contains(node.get("output").asText()))
        .map(
            node ->
                Row.of(
                    features(node.get("input").asText()),
                    labels.indexOf(node.get("output").asText())))
        .toList();
  }

  private static float[] features(String text) {
    String[] words = NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    float[] features = new float[FEATURES];
    String before = "";
    for (String word : words) {
      features[Math.floorMod(word.hashCode() * 0x9e3779b1, FEATURES)] += 1;
      features[Math.floorMod((before + " " + word).hashCode() * 0x9e3779b1, FEATURES)] += 0.5f;
      before = word;
    }
    double squares = 0;
    for (float value : features) {
      squares += value * value;
    }
    for (int i = 0; i < features.length; i++) {
      features[i] /= (float) Math.sqrt(squares);
    }
    return features;
  }
}
