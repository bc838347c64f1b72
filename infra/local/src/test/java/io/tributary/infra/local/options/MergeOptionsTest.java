package io.tributary.infra.local.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings.Mode;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MergeOptionsTest {
  private static final MergeSettings FILTERED =
      MergeSettings.of("filtered-mean", OptimizerSettings.none());

  /** Across tasks, whoever is of a small one would be left out. */
  @Test
  void leavesOutWhoDisagreesWithItsTaskOnly() {
    assertThat(parsed().settings(Mode.TASKS)).isEqualTo(FILTERED);
    for (Mode mode : EnumSet.complementOf(EnumSet.of(Mode.TASKS))) {
      assertThat(parsed().settings(mode)).isEqualTo(MergeSettings.defaults());
    }
    assertThat(parsed("--merge", "median").settings(Mode.ONE).strategy()).isEqualTo("median");
  }

  @Test
  void takesAgreementByItsName() {
    assertThat(parsed("--agreement", "gsnr").settings(Mode.TASKS))
        .isEqualTo(MergeSettings.defaults().with(AgreementMode.GSNR));
    assertThatThrownBy(() -> parsed("--agreement", "gnsr").settings(Mode.TASKS))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("was 'gnsr': did you mean gsnr?");
  }

  /** Another version of this program has another default; a federation does not change by it. */
  @Test
  void goesOnAsItsStateDirectoryWasBegun() {
    assertThat(choices(Map.of())).containsEntry("--merge", "filtered-mean");
    assertThat(choices(Map.of("--merge", "weighted-mean")))
        .containsEntry("--merge", "weighted-mean");
    assertThat(choices(Map.of("--merge", "weighted-mean"), "--merge", "median"))
        .containsEntry("--merge", "median");
  }

  private static SortedMap<String, String> choices(Map<String, String> begun, String... flags) {
    var options = new LocalRunOptions();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(flags);
    return LocalRunChoices.of(options, begun);
  }

  @Test
  void takesPersonalStartsByTheirName() {
    assertThat(parsed("--personal-adapters", "small").settings(Mode.TASKS))
        .isEqualTo(FILTERED.with(PersonalInitMode.SMALL));
    assertThatThrownBy(() -> parsed("--personal-adapters", "alway").settings(Mode.TASKS))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("was 'alway': did you mean always?");
    assertThatThrownBy(
            () -> parsed("--personal-adapters", "small", "--merge", "flora").settings(Mode.TASKS))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("merge.personal must be off with merge.strategy flora, was small");
    assertThat(described()).doesNotContainKey("--personal-adapters");
    assertThat(described("--personal-adapters", "never"))
        .containsEntry("--personal-adapters", "never");
  }

  /** A state directory from before there was the flag belongs to a federation where it is off. */
  @Test
  void bindsAStateDirectoryToAgreementOnlyWhereItIsMeasured() {
    assertThat(described()).doesNotContainKey("--agreement").containsKey("--merge");
    assertThat(described("--agreement", "off")).isEqualTo(described());
    assertThat(described("--agreement", "plain")).containsEntry("--agreement", "plain");
  }

  private static SortedMap<String, String> described(String... flags) {
    var choices = new TreeMap<String, String>();
    parsed(flags).describe(choices);
    return choices;
  }

  private static MergeOptions parsed(String... flags) {
    return CommandLine.populateCommand(new MergeOptions(), flags);
  }
}
