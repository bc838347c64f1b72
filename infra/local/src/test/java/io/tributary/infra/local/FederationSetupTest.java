package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.local.options.LocalRunOptions;
import io.tributary.infra.local.setup.FederationDefaults;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FederationSetupTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(2, 4, List.of(new TargetModule("q", 8, 8)));
  private static final ClusteringSettings CLUSTERING =
      FederationDefaults.clustering(ClusteringSettings.Mode.TASKS, 4, 8, 7);
  private static final FederationSpec TODAY =
      spec(
          CLUSTERING,
          FederationDefaults.rounds(LAYOUT, 8),
          FederationDefaults.TASK_MERGE,
          MembershipSettings.open());

  /** Unsigned, of all that members send, and with every slot in the clustering. */
  private static final FederationSpec BEFORE =
      spec(
          CLUSTERING.withOutlierShare(0),
          FederationDefaults.untimedRounds(LAYOUT),
          "weighted-mean",
          MembershipSettings.unsigned());

  @Test
  void goesOnByTheRulesThatAnOlderVersionPublished() {
    assertThat(FederationSetup.continued(BEFORE, TODAY, flags())).isEqualTo(BEFORE);
  }

  @Test
  void asksForTheMembershipThatAFlagNames() {
    assertThat(FederationSetup.continued(BEFORE, TODAY, flags("--membership", "open")).membership())
        .isEqualTo(MembershipSettings.open());
  }

  @Test
  void asksForTheStrategyThatAFlagNames() {
    FederationSpec asked = FederationSetup.continued(BEFORE, TODAY, flags("--merge", "median"));
    assertThat(asked.merge()).isEqualTo(TODAY.merge());
  }

  /** So that publishing it fails where a flag asks for another federation. */
  @Test
  void asksForEverythingElseThatAFlagNames() {
    FederationSpec otherK =
        spec(
            FederationDefaults.clustering(ClusteringSettings.Mode.TASKS, 3, 8, 7),
            TODAY.window(),
            "weighted-mean",
            TODAY.membership());

    assertThat(FederationSetup.continued(BEFORE, otherK, flags()).clustering().clusters())
        .isEqualTo(3);
  }

  private static LocalRunOptions flags(String... flags) {
    var options = new LocalRunOptions();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(flags);
    return options;
  }

  private static FederationSpec spec(
      ClusteringSettings clustering,
      WindowSettings window,
      String strategy,
      MembershipSettings membership) {
    return new FederationSpec(
        "local",
        "model@00",
        8,
        LAYOUT,
        7,
        clustering,
        window,
        MergeSettings.of(strategy, OptimizerSettings.none()),
        membership);
  }
}
