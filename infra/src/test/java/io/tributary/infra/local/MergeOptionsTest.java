package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.event.AgreementMode;
import io.tributary.schemas.event.MergeSettings;
import io.tributary.schemas.event.PersonalMode;
import io.tributary.schemas.settings.Failure;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MergeOptionsTest {
  @Test
  void saysNothingForTheDefaults() {
    assertThat(parsed().settings()).isEqualTo(MergeSettings.defaults());
  }

  @Test
  void takesAgreementByItsName() {
    assertThat(parsed("--agreement", "gsnr").settings())
        .isEqualTo(MergeSettings.defaults().with(AgreementMode.GSNR));
    assertThatThrownBy(() -> parsed("--agreement", "gnsr").settings())
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("was 'gnsr': did you mean gsnr?");
  }

  @Test
  void takesPersonalStartsByTheirName() {
    assertThat(parsed("--personal-adapters", "small").settings())
        .isEqualTo(MergeSettings.defaults().with(PersonalMode.SMALL));
    assertThatThrownBy(() -> parsed("--personal-adapters", "alway").settings())
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("was 'alway': did you mean always?");
    assertThatThrownBy(() -> parsed("--personal-adapters", "small", "--merge", "flora").settings())
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
