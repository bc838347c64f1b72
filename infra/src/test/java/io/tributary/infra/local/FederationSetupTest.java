package io.tributary.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.Site;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.MembershipSettings;
import io.tributary.schemas.event.MergeSettings;
import io.tributary.schemas.event.WindowSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class FederationSetupTest {
  private static final AdapterLayout LAYOUT = new AdapterLayout(2, 4, List.of(new Site("q", 8, 8)));
  private static final ClusteringSettings CLUSTERING =
      FederationDefaults.clustering(ClusteringSettings.Mode.TASKS, 4, 8, 7);
  private static final FederationSpec TODAY =
      spec(CLUSTERING, FederationDefaults.rounds(LAYOUT, 8), MembershipSettings.open());

  /** Unsigned, without bounds that a window decides, and with every slot in the clustering. */
  private static final FederationSpec BEFORE =
      spec(
          CLUSTERING.withOutlierShare(0),
          FederationDefaults.untimedRounds(LAYOUT),
          MembershipSettings.unsigned());

  @Test
  void goesOnByTheRulesThatAnOlderVersionPublished() {
    assertThat(FederationSetup.continued(BEFORE, TODAY, false)).isEqualTo(BEFORE);
  }

  @Test
  void asksForTheMembershipThatAFlagNames() {
    assertThat(FederationSetup.continued(BEFORE, TODAY, true).membership())
        .isEqualTo(MembershipSettings.open());
  }

  /** So that publishing it fails where a flag asks for another federation. */
  @Test
  void asksForEverythingElseThatAFlagNames() {
    FederationSpec otherK =
        spec(
            FederationDefaults.clustering(ClusteringSettings.Mode.TASKS, 3, 8, 7),
            TODAY.window(),
            TODAY.membership());

    assertThat(FederationSetup.continued(BEFORE, otherK, false).clustering().clusters())
        .isEqualTo(3);
  }

  private static FederationSpec spec(
      ClusteringSettings clustering, WindowSettings window, MembershipSettings membership) {
    return new FederationSpec(
        "local",
        "model@00",
        8,
        LAYOUT,
        7,
        clustering,
        window,
        MergeSettings.defaults(),
        membership);
  }
}
