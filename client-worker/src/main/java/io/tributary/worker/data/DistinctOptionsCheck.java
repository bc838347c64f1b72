package io.tributary.worker.data;

import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.row.Row;
import io.tributary.worker.data.row.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks that the model can tell a row's options apart: a tokenizer may ignore capitals, accents or
 * scripts, and options that it reads alike cannot be learned, scored or chosen.
 *
 * @param tokens of a text, as the model reads it
 */
public record DistinctOptionsCheck(Function<String, long[]> tokens) {
  /**
   * Checks that every row's options differ for the model.
   *
   * @throws Failure DATA_OPTIONS_ALIKE, naming the first two that do not and their client
   */
  public void require(List<ClientDataset> clients) {
    Map<String, List<Long>> read = new HashMap<>();
    Set<List<String>> passed = new HashSet<>();
    for (ClientDataset client : clients) {
      for (List<Row> rows : List.of(client.train(), client.test())) {
        for (Row row : rows) {
          if (passed.add(row.options())) {
            require(client, row.options(), read);
          }
        }
      }
    }
  }

  private void require(ClientDataset client, List<String> options, Map<String, List<Long>> read) {
    Map<List<Long>, String> seen = new HashMap<>();
    for (String option : options) {
      String other = seen.putIfAbsent(read.computeIfAbsent(option, this::list), option);
      if (other != null) {
        throw Rows.failure(
            "DATA_OPTIONS_ALIKE",
            "options '"
                + other
                + "' and '"
                + option
                + "' of client "
                + client.client()
                + " are one and the same to the model, which tells neither capitals nor accents"
                + " apart, nor what it has no signs for",
            "word them differently, e.g. as 'country' and 'pronoun'",
            null);
      }
    }
  }

  private List<Long> list(String option) {
    return Arrays.stream(tokens.apply(option)).boxed().toList();
  }
}
