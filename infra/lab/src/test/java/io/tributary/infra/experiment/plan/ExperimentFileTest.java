package io.tributary.infra.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.experiment.plan.TableDefinition.TableRow;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.worker.data.DataScenario;
import org.junit.jupiter.api.Test;

class ExperimentFileTest {
  private static final String HEAD = "name: x\nseeds: [1, 2]\n";

  @Test
  void readsTablesRowsAndWhatVaries() {
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD
                + """
                reference: fedit
                expectations: ["more clients help"]
                defaults: {rounds: 3, rank: 4}
                tables:
                  scaling:
                    settings: {scenario: dual, tasks: [a, b]}
                    vary: {clients: [4, 8]}
                    methods: [fedit, {method: fedrouter-global, as: router r2, rank: 2}]
                """);

    TableDefinition table = experiment.tables().get(0);
    assertThat(table.rows())
        .extracting(TableRow::label)
        .containsExactly(
            "fedit, clients 4", "router r2, clients 4", "fedit, clients 8", "router r2, clients 8");
    RunSettings settings = table.rows().get(3).settings();
    assertThat(settings.clients()).isEqualTo(8);
    assertThat(settings.rank()).isEqualTo(2);
    assertThat(settings.rounds()).isEqualTo(3);
    assertThat(settings.scenario()).isEqualTo(DataScenario.DUAL);
    assertThat(settings.tasks()).containsExactly("a", "b");
    assertThat(experiment.trainings(TunedValues.NONE)).hasSize(8);
    assertThat(experiment.expectations()).containsExactly("more clients help");
  }

  @Test
  void aBareOffIsOff() {
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD
                + "tables: {t: {settings: {instructions: false}, vary: {agreement: [off, plain]},"
                + " methods: [fedit]}}");

    TableRow row = experiment.tables().get(0).rows().get(0);
    assertThat(row.label()).isEqualTo("fedit, agreement off");
    assertThat(row.settings().agreement()).isEqualTo(AgreementMode.OFF);
    assertThat(row.settings().instructions()).isFalse();
  }

  @Test
  void methodsThatOnlyDeployATrainingShareIt() {
    Experiment experiment =
        ExperimentFile.parsed(
            HEAD + "tables: {t: {methods: [fedrouter-global, fedrouter-local, fedrouter-oracle]}}");

    assertThat(experiment.trainings(TunedValues.NONE)).hasSize(2);
  }

  @Test
  void namesTheNearestOfWhatItDoesNotKnow() {
    refused("tables: {t: {methods: [fedruoter-global]}}", "did you mean fedrouter-global?");
    refused(
        "tables: {t: {settings: {round: 3}, methods: [base]}}",
        "was 'round': did you mean rounds?");
    refused(
        "tables: {t: {compare: own-task, methods: [base]}}",
        "was 'own-task': did you mean own-tasks?");
    refused("tabels: {t: {methods: [base]}}", "had 'tabels': did you mean tables?");
    refused("tables: {t: {method: [base]}}", "had 'method': did you mean methods?");
    refused("defaults: {scenario: singel}\ntables: {t: {methods: [base]}}", "was 'singel'");
    refused("defaults: {rounds: two}\ntables: {t: {methods: [base]}}", "was 'two'");
    refused("defaults: {rounds: 0}\ntables: {t: {methods: [base]}}", "must be >= 1, was 0");
    refused("defaults: {rounds: 1}\ntables: {t: {methods: [feddpa-f]}}", "rounds must be >= 2 for");
    refused(
        "defaults: {validation: -1}\ntables: {t: {methods: [base]}}",
        "validation must be >= 0, was -1");
    refused("defaults: {label-noise: 1}\ntables: {t: {methods: [base]}}", "was 1.0");
    refused(
        "defaults: {self-correct: smal}\ntables: {t: {methods: [base]}}", "did you mean small?");
    refused("defaults: {drift: maybe}\ntables: {t: {methods: [base]}}", "must be true or false");
    refused(
        "defaults: {alignment-learning-rate: 9}\ntables: {t: {methods: [base]}}",
        "in 0 < eta <= 5.0, was 9.0");
    refused(
        "defaults: {alignment-learning-rate: fast}\ntables: {t: {methods: [base]}}",
        "must be a number, was 'fast'");
    refused(
        "tables: {t: {vary: {max-tokens: [32, 64]}, methods: [base]}}",
        "max-tokens must be the same in all rows and in tuning, were [32, 64]");
    refused(
        "defaults: {agreement: gsnr}\ntables: {t: {methods: [flexlora]}}",
        "merge.agreement must be off with merge.strategy flexlora");
    refused("reference: fedit\ntables: {t: {methods: [base]}}", "experiment must be");
    refused(
        "tables: {t: {reference: fedit, methods: [base]}, u: {methods: [fedit]}}",
        "reference of table t must be the name of a row, was 'fedit'");
    refused("tables: {t: {methods: [base, base]}}", "was twice: 'base'; add as:");
    refused("", "must have tables");
    refused("seeds: [1]\ntables: {t: {methods: [base]}}", "is no YAML");
  }

  private static void refused(String rest, String why) {
    assertThatThrownBy(() -> ExperimentFile.parsed(HEAD + rest))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(why);
  }
}
