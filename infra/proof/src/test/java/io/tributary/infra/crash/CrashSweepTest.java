package io.tributary.infra.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.progress.PlainProgress;
import io.tributary.testkit.LongTest;
import org.junit.jupiter.api.Test;

/** Real processes, killed for real; the long sweep is the same with more kills. */
class CrashSweepTest {
  private static final String MAIN = "io.tributary.infra.cli.Main";

  @Test
  @LongTest("infra/tributary crash sweep proves more, and CI runs it")
  void killedAggregatorPublishesWhatItsTwinDoes() throws Exception {
    var progress = new PlainProgress(System.out, System::nanoTime);

    SweepReport report = new CrashSweep(MAIN, CrashTarget.AGGREGATOR, 3, 7, progress).run();

    assertThat(report.broken()).isEmpty();
    assertThat(report.kills()).isGreaterThanOrEqualTo(3);
    assertThat(report.versions()).isEqualTo(2 * report.rounds());
    assertThat(report.updates()).isEqualTo(6 * report.rounds());
    assertThat(report.digests()).hasSize(2);
  }
}
