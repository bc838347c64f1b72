package io.tributary.infra.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.experiment.plan.Methods;
import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.RunSettings;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.data.ClientDataset;
import io.tributary.worker.data.Corpus;
import io.tributary.worker.data.row.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bundled sample: four tasks of about 300 training rows. */
class ExperimentDataTest {
  private static final Map<String, String> SMALL = Map.of("clients", "8", "cap", "40");

  @Test
  void heldOutRowsAreAskedInPlaceOfTestRowsAndNotTrainedOn() {
    Corpus plain = corpus(SMALL);
    Corpus held = corpus(with("validation", "15"));

    Set<Row> tested = rows(plain.clients().stream().map(ClientDataset::test).toList());
    Set<Row> trained = rows(held.clients().stream().map(ClientDataset::train).toList());
    Set<Row> asked = rows(held.clients().stream().map(ClientDataset::test).toList());
    assertThat(tested).isNotEmpty();
    assertThat(asked).hasSize(8 * 15).doesNotContainAnyElementsOf(trained);
    assertThat(asked).doesNotContainAnyElementsOf(tested);
    assertThat(trained).hasSize(8 * 40).doesNotContainAnyElementsOf(tested);
    assertThat(held.tasks()).isEqualTo(plain.tasks());
    // With rows enough a client trains on the same as without.
    for (int i = 0; i < 8; i++) {
      assertThat(held.clients().get(i).test()).hasSize(15);
      assertThat(held.clients().get(i).train()).isEqualTo(plain.clients().get(i).train());
    }
  }

  @Test
  void whereRowsAreFewTrainingGetsWhatIsLeft() {
    Corpus held = corpus(Map.of("clients", "8", "validation", "100"));

    for (ClientDataset client : held.clients()) {
      assertThat(client.test()).hasSize(100);
      // 299 to 301 rows of a task between two clients.
      assertThat(client.train()).hasSizeBetween(49, 51);
    }
  }

  @Test
  void heldOutRowsKeepTheirAnswersWhereLabelsAreNoisy() {
    Map<String, String> noisy = with("validation", "15");
    Corpus clean = corpus(noisy);
    noisy.put("label-noise", "0.9");

    Corpus held = corpus(noisy);

    for (int i = 0; i < 8; i++) {
      assertThat(held.clients().get(i).test()).isEqualTo(clean.clients().get(i).test());
      assertThat(held.clients().get(i).train()).isNotEqualTo(clean.clients().get(i).train());
    }
  }

  @Test
  void refusesToHoldOutSoManyThatNothingCanBeTrained() {
    assertThatThrownBy(() -> corpus(with("validation", "149")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("must be >= 2 besides the validation rows, were ")
        .hasMessageContaining("validation is 149")
        .extracting(failure -> ((Failure) failure).code())
        .isEqualTo("EXPERIMENT_INVALID");
  }

  /** Otherwise the federation would be told of fewer tasks than there are. */
  @Test
  void refusesToHoldOutSoFewThatATaskIsNotAsked() {
    assertThatThrownBy(() -> corpus(Map.of("scenario", "all", "clients", "1", "validation", "3")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("validation rows must be of all tasks, had none of [");
  }

  private static Set<Row> rows(List<List<Row>> byClient) {
    var rows = new HashSet<Row>();
    byClient.forEach(rows::addAll);
    return rows;
  }

  private static Map<String, String> with(String key, String value) {
    var settings = new TreeMap<>(SMALL);
    settings.put(key, value);
    return settings;
  }

  private static Corpus corpus(Map<String, String> settings) {
    var plan = new RunPlan(Methods.named("fedit"), RunSettings.defaults().with(settings), 5);
    // Dealing rows asks no model.
    return new ExperimentData(Optional.empty(), null).phases(plan).get(0);
  }
}
