package io.tributary.infra.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.infra.experiment.plan.TunedValues.Pick;
import io.tributary.infra.experiment.plan.TuningPlan.Tuned;
import io.tributary.schemas.settings.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningSectionTest {
  private static final String HEAD = "name: x\nseeds: [1, 2]\n";
  private static final String TABLES = "\ntables: {t: {methods: [fedit]}}\n";

  @Test
  void tunesEveryMethodThatTrainsOnceWithItsOwnGridOrTheCommonOne() {
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD
                + """
                defaults: {cap: 50, rounds: 12}
                tuning:
                  seed: 101
                  settings: {rounds: 6, clients: 4, validation: 20}
                  grid: {learning-rate: [2e-3, 1e-3]}
                  grids: {pflalign-common: {alignment-learning-rate: [auto, 0.7, 2]}}
                tables:
                  one: {methods: [pflalign, base, fedrouter-local, fedit]}
                  two: {methods: [fedrouter-global, {method: fedit, as: small, rank: 2}]}
                """);

    TuningPlan tuning = experiment.tuning().orElseThrow();
    assertThat(tuning.methods())
        .extracting(tuned -> tuned.method().name())
        .containsExactly("fedit", "fedrouter-global", "pflalign");
    assertThat(tuning.methods())
        .extracting(Tuned::sharers)
        .containsExactly(List.of(), List.of("fedrouter-local"), List.of());
    assertThat(tuning.trainings()).hasSize(2 + 2 + 3);
    RunPlan run = List.copyOf(tuning.trainings().values()).get(6);
    assertThat(run.seed()).isEqualTo(101);
    assertThat(run.settings().values())
        .containsEntry("alignment-learning-rate", "2")
        .containsEntry("cap", "50")
        .containsEntry("rounds", "6")
        .containsEntry("validation", "20");
    assertThat(experiment.name(run)).isEqualTo("pflalign, seed 101, alignment-learning-rate 2");
  }

  @Test
  void rowsRunWithThePickUnlessTheyGiveTheKeyThemselves() {
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD
                + """
                tuning: {seed: 101, settings: {validation: 20}, grid: {learning-rate: [2e-3, 1e-3]}}
                tables:
                  open:
                    methods: [base, fedit, {method: fedit, as: other, rank: 2}, {method: fedit, as: own, learning-rate: 2e-3}]
                  settings: {settings: {learning-rate: 2e-3}, methods: [fedit]}
                  vary: {vary: {learning-rate: [2e-3, 4e-3]}, methods: [fedit]}
                """);
    Tuned fedit = experiment.tuning().orElseThrow().methods().get(0);

    var picks = new TunedValues(List.of(new Pick(fedit, Optional.of("0.001"))));

    assertThat(rates(experiment, picks))
        .containsExactly("0.002", "0.001", "0.001", "0.002", "0.002", "0.002", "0.004");
  }

  @Test
  void whereTheDefaultIsPickedRunsAreThoseWithoutTuning() {
    String tables = "tables: {t: {methods: [fedit, fedrouter-global]}}";
    Experiment plain = ExperimentFile.parsed(HEAD + tables);
    // YAML makes 0.002 of it, which is the same number as the default and another text.
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD
                + "tuning: {seed: 101, settings: {validation: 20}, grid: {learning-rate: [2.0e-3,"
                + " 1e-3]}}\n"
                + tables);

    TunedValues first = picks(experiment, 0);
    TunedValues second = picks(experiment, 1);

    assertThat(experiment.trainings(first).keySet())
        .isEqualTo(plain.trainings(TunedValues.NONE).keySet());
    assertThat(experiment.trainings(second).keySet())
        .hasSize(4)
        .doesNotContainAnyElementsOf(experiment.trainings(first).keySet());
  }

  @Test
  void rowsWaitWhileTheirPickIsOpen() {
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD
                + """
                tuning: {seed: 101, settings: {validation: 20}, grid: {learning-rate: [2e-3, 1e-3]}}
                tables: {t: {methods: [base, fedit, {method: fedit, as: own, learning-rate: 1}]}}
                """);
    Tuned fedit = experiment.tuning().orElseThrow().methods().get(0);

    var open = new TunedValues(List.of(new Pick(fedit, Optional.empty())));

    assertThat(experiment.trainings(open)).hasSize(4);
    assertThat(experiment.waiting(open))
        .extracting(experiment::name)
        .containsExactly("fedit, seed 1", "fedit, seed 2");
    assertThat(experiment.waiting(picks(experiment, 0))).isEmpty();
  }

  @Test
  void refusesWhatCannotBeTuned() {
    refused("{grid: {rank: [2, 4]}, settings: {validation: 9}}", "tuning must have seed, had none");
    refused("{seed: x, grid: {rank: [2, 4]}, settings: {validation: 9}}", "integer, was 'x'");
    refused(
        "{seed: 2, grid: {rank: [2, 4]}, settings: {validation: 9}}",
        "must be none of the experiment's [1, 2], was 2");
    refused("{seed: 3, grid: {rank: [2, 4]}}", "validation of tuning must be >= 1, was 0");
    refused("{seed: 3, settings: {validation: 9}}", "tuning must have grid, had none");
    refused("{seed: 3, gird: {rank: [2, 4]}}", "had 'gird': did you mean grid?");
    refused(
        "{seed: 3, grid: {learning-rates: [1, 2]}, settings: {validation: 9}}",
        "was 'learning-rates': did you mean learning-rate?");
    refused(
        "{seed: 3, grid: {rank: [2, 4], steps: [1, 2]}, settings: {validation: 9}}",
        "tuning.grid must have one setting with its values");
    refused("{seed: 3, grid: {rank: [2]}, settings: {validation: 9}}", ">= 2 values, had [2]");
    refused("{seed: 3, grid: {rank: 2}, settings: {validation: 9}}", ">= 2 values, had []");
    refused(
        "{seed: 3, grid: {learning-rate: ['1e-3', 0.001]}, settings: {validation: 9}}",
        "each value once, had [1e-3, 0.001]");
    refused(
        "{seed: 3, grid: {validation: [1, 0]}, settings: {validation: 9}}",
        "was of validation, which says what text it gets");
    refused("{seed: 3, grid: {rank: [2, 0]}, settings: {validation: 9}}", "rank must be >= 1");
    refused(
        "{seed: 3, grid: {rank: [2, 4]}, settings: {validation: 9, max-tokens: 32}}",
        "max-tokens must be the same in all rows and in tuning, were [64, 32]");
    refused(
        "{seed: 3, grid: {rank: [2, 4]}, settings: {validation: 9}, grids: {fedti: {rank: [2,"
            + " 4]}}}",
        "did you mean fedit?");
    refused(
        "{seed: 3, grid: {rank: [2, 4]}, settings: {validation: 9}, grids: {fedprox: {rank: [2,"
            + " 4]}}}",
        "tuning.grids must be of methods that train and have a row that leaves rank open, had one"
            + " of fedprox");
    refused(
        "{seed: 3, grid: {rank: [2, 4]}, settings: {validation: 9},"
            + " grids: {pflalign: {rank: [2, 4]}, pflalign-common: {rank: [2, 3]}}}",
        "must have one of tuning.grids, had pflalign and pflalign-common");
  }

  @Test
  void refusesPicksThatARowCouldNotRunWith() {
    String tuning =
        "tuning: {seed: 3, settings: {validation: 9}, grid: {rank: [8, 2]}}\n"
            + "tables: {t: {methods: [{method: fedit, ranks: [4, 2]}]}}";
    assertThatThrownBy(() -> ExperimentFile.parsed(HEAD + tuning))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ranks must be in 0..2, was 4");
  }

  @Test
  void refusesToTuneNothing() {
    String tuning =
        "tuning: {seed: 3, settings: {validation: 9}, grid: {rank: [8, 2]}}\n"
            + "tables: {t: {methods: [base, {method: fedit, rank: 4}]}}";
    assertThatThrownBy(() -> ExperimentFile.parsed(HEAD + tuning))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("a row of it that leaves the grid's key open, had none");
  }

  private static List<String> rates(Experiment experiment, TunedValues picks) {
    return experiment.tables().stream()
        .flatMap(table -> table.rows().stream())
        .map((TableRow row) -> row.run(1, picks).orElseThrow())
        .map(run -> run.settings().values().get("learning-rate"))
        .toList();
  }

  /** The grid's value of this number for every method. */
  private static TunedValues picks(Experiment experiment, int number) {
    return new TunedValues(
        experiment.tuning().orElseThrow().methods().stream()
            .map(tuned -> new Pick(tuned, Optional.of(tuned.grid().values().get(number))))
            .toList());
  }

  private static void refused(String tuning, String why) {
    assertThatThrownBy(() -> ExperimentFile.parsed(HEAD + "tuning: " + tuning + TABLES))
        .as(tuning)
        .isInstanceOf(Failure.class)
        .hasMessageContaining(why);
  }
}
