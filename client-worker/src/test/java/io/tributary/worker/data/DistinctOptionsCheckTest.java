package io.tributary.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.BaseModelSource;
import io.tributary.worker.data.row.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the bundled model's own tokenizer. */
class DistinctOptionsCheckTest {
  private static BaseModel model;

  private final DistinctOptionsCheck distinct =
      new DistinctOptionsCheck(text -> model.tokenizer().ids(text, 64));

  @BeforeAll
  static void load() {
    model = BaseModel.load(BaseModelSource.bundled());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({"US,us", "résumé,resume", "👍,👎", "ⲁ,ⲃ", "a  b,a b"})
  void namesWhatTheModelReadsAlike(String one, String other) {
    List<ClientDataset> clients =
        List.of(
            client("ward", List.of("yes", "no"), List.of("yes", "no")),
            client("lab", List.of("yes", "no"), List.of("other", one, other)));

    assertThatThrownBy(() -> distinct.require(clients))
        .hasMessageStartingWith("options '" + one + "' and '" + other + "' of client lab are one");
  }

  @Test
  void whatDiffersPasses() {
    distinct.require(
        List.of(client("ward", List.of("good", "bad", "very good"), List.of("low", "medium"))));
    assertThat(model.tokenizer().ids("good", 64)).isNotEqualTo(model.tokenizer().ids("bad", 64));
  }

  private static ClientDataset client(String name, List<String> train, List<String> test) {
    return new ClientDataset(
        new ClientId(name), List.of(row(train)), List.of(row(test)), Optional.empty());
  }

  private static Row row(List<String> options) {
    return new Row("", "", "a text", options.get(0), options);
  }
}
